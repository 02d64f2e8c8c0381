/** What `package.json` asks for. */
export interface NodeManifest {
  /** Ranges by name, of all groups but those of peers. */
  readonly ranges: ReadonlyMap<string, string>;
  /** `yarn@4.5.0`; null where it does not say. */
  readonly packageManager: { readonly name: string; readonly major: number } | null;
  /** The first field that asks for more than these ranges; null without one. */
  readonly open: string | null;
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'];
const OPEN = ['workspaces', 'resolutions', 'overrides', 'pnpm'];

/** Null for what is no JSON object. */
export function readNodeManifest(text: string): NodeManifest | null {
  const manifest = objectOf(parse(text));
  if (manifest === null) return null;
  const ranges = new Map<string, string>();
  for (const group of GROUPS) {
    for (const [name, range] of Object.entries(objectOf(manifest[group]) ?? {})) {
      if (typeof range === 'string') ranges.set(name, range);
    }
  }
  const written = typeof manifest['packageManager'] === 'string' ? manifest['packageManager'] : '';
  const [, name = '', major = ''] = /^(\w{1,20})@(\d{1,3})\./.exec(written) ?? [];
  return {
    ranges,
    packageManager: name === '' ? null : { name, major: Number(major) },
    open: OPEN.find((field) => field in manifest) ?? null,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  // An object of JSON has no other keys than strings.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

/** Names and ranges come from the repository and go into a sentence. */
export function shownPackage(text: string): string {
  return text.replace(/[^\w@/.^~<>=*| +:#-]/g, '').slice(0, 60);
}
