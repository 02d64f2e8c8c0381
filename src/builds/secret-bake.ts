import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Build, BuildFile } from './build.ts';
import { readHcl } from './hcl.ts';
import type { HclBlock, HclEntry } from './hcl.ts';
import type { SecretOutcome } from './secret-outcome.ts';
import { endingOf, lineAt } from './source-lines.ts';

/**
 * Moves an argument of a target, whose value is a variable without a default, to its secrets
 * (https://docs.docker.com/build/bake/reference/#targetsecret).
 */
export function bakeSecret({ text }: BuildFile, build: Build, name: string): SecretOutcome | null {
  const blocks = readHcl(text);
  const named = blocks.filter(({ type, labels }) => type === 'target' && labels[0] === build.name);
  const [target] = named;
  const args = target?.attributes.get('args');
  if (target === undefined || named.length > 1 || args?.value.kind !== 'object') return null;
  const entry = args.value.entries.get(name);
  const variable = entry === undefined ? null : variableOf(entry);
  // What other targets inherit is theirs, too.
  if (entry === undefined || variable === null || isInherited(blocks, build.name)) return null;
  if (!comesFromOutside(blocks, variable)) return null;
  const item = `"id=${name},env=${variable}"`;
  const list = secretEdit(text, target, args, item);
  const removed = list === null ? null : removal(text, args, args.value.entries.size, entry, list);
  return removed === null ? null : { ok: true, edits: removed };
}

function variableOf({ value }: HclEntry): string | null {
  if (value.kind === 'name') return value.name;
  return value.kind === 'text' ? (/^\$\{(\w+)\}$/.exec(value.text)?.[1] ?? null) : null;
}

function isInherited(blocks: readonly HclBlock[], name: string | null): boolean {
  return blocks.some(({ attributes }) => {
    const inherits = attributes.get('inherits')?.value;
    if (inherits === undefined) return false;
    return (
      inherits.kind !== 'list' ||
      inherits.items.some((item) => item.kind !== 'text' || item.text === name)
    );
  });
}

/** A variable without a value of its own takes it from the environment. */
function comesFromOutside(blocks: readonly HclBlock[], name: string): boolean {
  const block = blocks.find(({ type, labels }) => type === 'variable' && labels[0] === name);
  const preset = block?.attributes.get('default')?.value;
  if (block === undefined) return false;
  return (
    preset === undefined || preset.kind === 'null' || (preset.kind === 'text' && preset.text === '')
  );
}

/** Where the secret goes: into the list that is there, or a new one in front of the arguments. */
function secretEdit(text: string, target: HclBlock, args: HclEntry, item: string): TextEdit | null {
  const known = target.attributes.get('secret') ?? target.attributes.get('secrets');
  if (known === undefined) {
    const line = lineAt(text, args.offset);
    if (line.span.start + line.indent.length !== args.offset) return null;
    const added = `secret = [${item}]${endingOf(text)}${line.indent}`;
    return { span: { start: args.offset, end: args.offset }, text: added };
  }
  if (known.value.kind !== 'list' || known.value.items.length === 0) return null;
  const at = known.value.offset + 1;
  return { span: { start: at, end: at }, text: `${item}, ` };
}

/** Takes the argument out: with all of `args` where it is the only one, else its own line. */
function removal(
  text: string,
  args: HclEntry,
  count: number,
  entry: HclEntry,
  list: TextEdit,
): TextEdit[] | null {
  if (count > 1) {
    const line = lineAt(text, entry.offset);
    const isAlone = /^\s*"?\w+"?\s*[=:]\s*"?[\w${}]+"?\s*,?\s*$/.test(line.text);
    return isAlone ? [list, { span: line.span, text: '' }] : null;
  }
  const body = /^\{\s*"?\w+"?\s*[=:]\s*"?(?:\w+|\$\{\w+\})"?\s*,?\s*\}/.exec(
    text.slice(args.value.offset),
  );
  if (body === null) return null;
  const end = args.value.offset + body[0].length;
  const span = { start: args.offset, end };
  if (list.span.start !== args.offset) {
    const line = lineAt(text, args.offset);
    const rest = lineAt(text, end);
    const isWhole = line.text.slice(0, args.offset - line.span.start).trim() === '';
    if (!isWhole || rest.span.start + rest.text.trimEnd().length !== end) return null;
    return [list, { span: { start: line.span.start, end: rest.span.end }, text: '' }];
  }
  return [{ span, text: list.text.trimEnd() }];
}
