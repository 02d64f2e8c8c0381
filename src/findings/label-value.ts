import type { Surroundings } from './surroundings.ts';

type Value = { readonly text: string } | { readonly missing: string };

const PLACEHOLDER = /\{(source|title|licenses)\}/g;

/** Manifests that name a licence, and where in them. */
const LICENSES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['package.json', /^\s{0,4}"license"\s*:\s*"([\w.+() -]{1,100})"/m],
  ['Cargo.toml', /^license\s*=\s*"([\w.+() -]{1,100})"/m],
  ['pyproject.toml', /^license\s*=\s*"([\w.+() -]{1,100})"/m],
  ['composer.json', /^\s{0,4}"license"\s*:\s*"([\w.+() -]{1,100})"/m],
];

/** The value with its placeholders filled from the repository, or what is not known of it. */
export function labelValue(template: string, surroundings: Surroundings | null): Value {
  const missing: string[] = [];
  const text = template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = surroundings === null ? null : valueOf(name, surroundings);
    if (value === null) missing.push(placeholder);
    return value ?? '';
  });
  const [first] = missing;
  return first === undefined ? { text } : { missing: first };
}

function valueOf(name: string, surroundings: Surroundings): string | null {
  const [address] = surroundings.addresses;
  if (name === 'licenses') return licensesOf(surroundings);
  // Two remotes, as of a fork, leave open which of them publishes the image.
  if (address === undefined || surroundings.addresses.length > 1) return null;
  return name === 'source' ? `https://${address}` : address.slice(address.lastIndexOf('/') + 1);
}

function licensesOf(surroundings: Surroundings): string | null {
  for (const [name, pattern] of LICENSES) {
    const found = pattern.exec(surroundings.text(name) ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
