import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Build, BuildFile } from './build.ts';
import { readBakeBlocks } from './bake-blocks.ts';
import { isBakeHcl } from './build-names.ts';
import type { HclBlock, HclEntry } from './hcl.ts';
import type { SecretOutcome } from './secret-outcome.ts';
import { endingOf, lineAt } from './source-lines.ts';

/**
 * Moves an argument of a target, whose value is a variable without a default, to its secrets
 * (https://docs.docker.com/build/bake/reference/#targetsecret).
 */
export function bakeSecret(file: BuildFile, build: Build, name: string): SecretOutcome | null {
  const { text } = file;
  const isHcl = isBakeHcl(file.path);
  if (text.startsWith('\uFEFF')) return null;
  const blocks = readBakeBlocks(file);
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
  const list = placedSecret(text, target, args, item, isHcl);
  if (list === null) return null;
  const isOnly = args.value.entries.size === 1;
  const edits = isOnly ? withoutArguments(text, args, list, item, isHcl) : null;
  const removed = isOnly ? edits : withoutArgument(text, entry, list, isHcl);
  return removed === null ? null : { ok: true, edits: removed };
}

function variableOf({ value }: HclEntry): string | null {
  if (value.kind === 'name') return value.name;
  return value.kind === 'text' ? (/^\$\{(\w+)\}$/.exec(value.text)?.[1] ?? null) : null;
}

/** True where another target has what this one says. */
export function isInherited(blocks: readonly HclBlock[], name: string | null): boolean {
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

/** The items of the list of secrets, with their quotes; null without a list. */
export function listedSecrets({ attributes }: HclBlock): readonly string[] | null {
  const value = (attributes.get('secret') ?? attributes.get('secrets'))?.value;
  if (value?.kind !== 'list') return null;
  return value.items.map((item) => (item.kind === 'text' ? `"${item.text}"` : ''));
}

/** Where the secret goes: into the list that is there, or a new one in front of the attribute `next`. */
export function placedSecret(
  text: string,
  { attributes }: HclBlock,
  next: HclEntry,
  item: string,
  isHcl: boolean,
): TextEdit | null {
  const known = attributes.get('secret') ?? attributes.get('secrets');
  if (known !== undefined) {
    if (known.value.kind !== 'list' || known.value.items.length === 0) return null;
    const at = known.value.offset + 1;
    const gap = /^\s*/.exec(text.slice(at))?.[0] ?? '';
    const isBlock = gap.includes('\n');
    return { span: { start: at, end: at }, text: isBlock ? `${gap}${item},` : `${item}, ` };
  }
  const line = lineAt(text, next.offset);
  const isFirst = line.span.start + line.indent.length === next.offset;
  if (isHcl && !isFirst) return null;
  const gap = isFirst ? `${endingOf(text)}${line.indent}` : ' ';
  const list = isHcl ? `secret = [${item}]` : `"secret": [${item}],`;
  return { span: { start: next.offset, end: next.offset }, text: `${list}${gap}` };
}

/** Takes out the line of one argument among others. */
function withoutArgument(
  text: string,
  entry: HclEntry,
  list: TextEdit,
  isHcl: boolean,
): TextEdit[] | null {
  const line = lineAt(text, entry.offset);
  const isAlone = /^\s*"?\w+"?\s*[=:]\s*"?[\w${}]+"?\s*,?\s*$/.test(line.text);
  if (!isAlone) return null;
  const removed = { span: line.span, text: '' };
  if (isHcl || line.text.trimEnd().endsWith(',')) return [list, removed];
  // In JSON no comma may stand behind the last one.
  const before = text.slice(0, line.span.start);
  const comma = before.trimEnd().length - 1;
  if (before.charAt(comma) !== ',') return null;
  return [list, { span: { start: comma, end: comma + 1 }, text: '' }, removed];
}

/** Takes out all of `args`, whose only argument it was. */
function withoutArguments(
  text: string,
  args: HclEntry,
  list: TextEdit,
  item: string,
  isHcl: boolean,
): TextEdit[] | null {
  const body = /^\{\s*"?\w+"?\s*[=:]\s*"?(?:\w+|\$\{\w+\})"?\s*,?\s*\}/.exec(
    text.slice(args.value.offset),
  );
  if (body === null) return null;
  const end = args.value.offset + body[0].length;
  if (list.span.start === args.offset) {
    const shown = isHcl ? `secret = [${item}]` : `"secret": [${item}]`;
    return [{ span: { start: args.offset, end }, text: shown }];
  }
  const line = lineAt(text, args.offset);
  const rest = lineAt(text, end);
  const isWhole = line.span.start + line.indent.length === args.offset;
  const behind = text.slice(end, rest.span.start + rest.text.length).trim();
  if (!isWhole || behind !== (isHcl ? '' : ',')) return null;
  return [list, { span: { start: line.span.start, end: rest.span.end }, text: '' }];
}
