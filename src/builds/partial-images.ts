import type { WrittenValue } from './build.ts';
import type { Lookup } from './interpolate.ts';
import { knownValues, slice } from './written-value.ts';

/** What GitHub knows of the repository in which a workflow runs, as `Build.partialImages` writes it. */
const OWN_NAMES: readonly (readonly [expression: RegExp, name: string])[] = [
  [/\$\{\{\s*github\.repository\s*\}\}/g, '{repository}'],
  [/\$\{\{\s*github\.repository_owner\s*\}\}/g, '{owner}'],
  [/\$\{\{\s*github\.event\.repository\.name\s*\}\}/g, '{name}'],
];

type Resolve = (written: WrittenValue, environment: Lookup) => WrittenValue;

/**
 * The names of images of which `resolve` cannot tell all: without their tag, and with `{repository}` and the like
 * for what GitHub knows. Names that can be told as a whole are left out.
 */
export function partialImages(
  tags: readonly WrittenValue[],
  resolve: Resolve,
  environment: Lookup,
): readonly string[] {
  const own: Lookup = (name) => {
    const value = environment(name);
    return value === undefined ? undefined : withOwnNames(value);
  };
  const names = tags
    .filter((tag) => resolve(tag, environment).value === null)
    .map((tag) => {
      const named = withOwnNames(tag);
      const whole = resolve(named, own);
      return whole.value === null ? resolve(withoutTag(named), own) : whole;
    });
  return [...new Set(knownValues(names))];
}

function withOwnNames(written: WrittenValue): WrittenValue {
  let value = written.value ?? '';
  for (const [expression, name] of OWN_NAMES) value = value.replace(expression, name);
  return value === written.value ? written : { ...written, value, span: null };
}

/** A colon before the last slash belongs to the registry's port. */
function withoutTag(written: WrittenValue): WrittenValue {
  const text = written.value ?? '';
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  return colon === -1 ? written : slice(written, 0, colon);
}
