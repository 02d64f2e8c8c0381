import { valueOffsets } from './flag-offsets.ts';
import { splitMount } from './mount-csv.ts';
import type { MountPart } from './mount-csv.ts';
import type { Flag, Instruction } from './model.ts';
import type { Span } from './span.ts';

/** `key=value`, or a bare `key`, of a `--mount` flag. */
export interface MountField {
  /** As the reference names it: `target` for `dst`, `source` for `src`, `readonly` for `ro`. */
  readonly key: string;
  /** As written, variables not expanded; null for a bare key. */
  readonly value: string | null;
  readonly span: Span;
  /** Null for a bare key. */
  readonly valueSpan: Span | null;
}

/** One `--mount` flag of RUN. */
export interface Mount {
  readonly flag: Flag;
  /** By key; the last one wins, as in BuildKit. Empty when there is an error. */
  readonly fields: ReadonlyMap<string, MountField>;
  /** Lower-case: `bind` when none is named, else `cache`, `tmpfs`, `secret`, `ssh` or a mistake. */
  readonly type: string;
  /** False when nothing is said for `cache` and `tmpfs`, true for the other types. */
  readonly readonly: boolean;
  readonly required: boolean;
  /** Why the flag cannot be split into fields. */
  readonly error: string | null;
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
]);

const NONE: readonly Mount[] = [];

/** What Go's `strconv.ParseBool` takes for true. */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/**
 * Reads every `--mount` of a RUN (BuildKit, `parseMount`). `text` is the whole file: with it the spans
 * are exact also where the flag has quotes, escapes or continuations; without it such a flag gives
 * each of its fields the span of its whole value.
 */
export function mountsOf(instruction: Instruction, text: string | null = null): readonly Mount[] {
  if (instruction.keyword !== 'RUN' || instruction.flags.length === 0) return NONE;
  const mounts: Mount[] = [];
  for (const flag of instruction.flags) {
    if (flag.name === 'mount') mounts.push(readMount(flag, text));
  }
  return mounts;
}

function readMount(flag: Flag, text: string | null): Mount {
  const split = splitMount(flag.value ?? '');
  if (!split.ok) return withFields(flag, new Map(), split.message);
  const fields = new Map<string, MountField>();
  const offsets = valueOffsets(flag, text);
  for (const part of split.parts) {
    const field = readField(part, flag, offsets);
    fields.delete(field.key);
    fields.set(field.key, field);
  }
  return withFields(flag, fields, null);
}

function withFields(
  flag: Flag,
  fields: ReadonlyMap<string, MountField>,
  error: string | null,
): Mount {
  const type = fields.get('type')?.value?.toLowerCase() ?? 'bind';
  return {
    flag,
    fields,
    type,
    readonly: isReadonly(fields, type),
    required: isTrue(fields.get('required')),
    error,
  };
}

/** `readonly` and `readwrite` speak of one thing; the one that comes last counts. */
function isReadonly(fields: ReadonlyMap<string, MountField>, type: string): boolean {
  const last = [...fields.values()].findLast(
    ({ key }) => key === 'readonly' || key === 'readwrite',
  );
  if (last === undefined) return type !== 'cache' && type !== 'tmpfs';
  return isTrue(last) === (last.key === 'readonly');
}

function isTrue(field: MountField | undefined): boolean {
  if (field === undefined) return false;
  return field.value === null || TRUE.has(field.value);
}

function readField(part: MountPart, flag: Flag, offsets: readonly number[] | null): MountField {
  const { text, start, end, first } = part;
  const equals = text.indexOf('=');
  const written = (equals === -1 ? text : text.slice(0, equals)).toLowerCase();
  const key = ALIASES.get(written) ?? written;
  const whole = flag.valueSpan ?? flag.span;
  const span = spanOf(offsets, start, end) ?? whole;
  if (equals === -1) return { key, value: null, span, valueSpan: null };
  const inner = first === null ? null : spanOf(offsets, first + equals + 1, first + text.length);
  return { key, value: text.slice(equals + 1), span, valueSpan: inner ?? span };
}

/** The range in the file of the characters `[from, to)` of the flag's value. */
function spanOf(offsets: readonly number[] | null, from: number, to: number): Span | null {
  const start = offsets?.[from];
  const last = offsets?.[to - 1];
  if (start === undefined) return null;
  return { start, end: to > from && last !== undefined ? last + 1 : start };
}
