import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { TOOLS } from './aliases.ts';
import { EVERY, silenceKey } from './ignore-comment.ts';
import type { Silence } from './ignore-comment.ts';
import type { Aliases } from './rule.ts';

/** What a finding is asked by. */
export interface IgnoreSubject {
  readonly rule: string;
  readonly aliases: Aliases;
  readonly span: Span;
}

/** Who silences what, by the keys of `silenceKey`; looking up costs the same however many comments there are. */
export interface IgnoreBook {
  /** `words` say who silences it; `instruction` is the one that the comment belongs to. */
  readonly add: (silence: Silence, instruction: Instruction | null, words: string) => void;
  readonly find: (subject: IgnoreSubject) => string | null;
}

/** The words by key. */
type Page = Map<string, string>;

interface Block {
  readonly start: number;
  readonly words: string;
}

export function createIgnoreBook(dockerfile: Dockerfile): IgnoreBook {
  const file: Page = new Map();
  const only: Page = new Map();
  const onlyTools: Page = new Map();
  const instructions = new Map<Instruction, Page>();
  const stages = new Map<number, Map<string, Block>>();

  const add: IgnoreBook['add'] = ({ reach, keys, isOnly }, instruction, words) => {
    if (isOnly === true) note(onlyTools, keys.map(everyOf), words);
    if (reach === 'file') note(isOnly === true ? only : file, keys, words);
    if (instruction === null || reach === 'file') return;
    if (reach === 'instruction') {
      const page = instructions.get(instruction) ?? new Map<string, string>();
      instructions.set(instruction, page);
      note(page, keys, words);
    } else if (instruction.stage !== null) {
      const blocks = stages.get(instruction.stage) ?? new Map<string, Block>();
      stages.set(instruction.stage, blocks);
      note(blocks, keys, { start: instruction.span.start, words });
    }
  };

  const find: IgnoreBook['find'] = ({ rule, aliases, span }) => {
    if (file.size + only.size + instructions.size + stages.size === 0) return null;
    const keys = keysOf(rule, aliases);
    const instruction = instructionAt(dockerfile.instructions, span.start);
    const own = instruction === null ? null : pick(instructions.get(instruction), keys);
    return (
      own ??
      (instruction === null ? null : pickBlock(stages, instruction, keys)) ??
      pick(file, keys) ??
      pickOther(only, onlyTools, keys)
    );
  };
  return { add, find };
}

/** The keys under which a finding may be silenced; a tool without an alias has no say. */
function keysOf(rule: string, aliases: Aliases): string[] {
  const keys = [silenceKey('seaworthy', rule), silenceKey('seaworthy', EVERY)];
  for (const tool of TOOLS) {
    const ids = aliases[tool] ?? [];
    if (ids.length > 0)
      keys.push(silenceKey(tool, EVERY), ...ids.map((id) => silenceKey(tool, id)));
  }
  return keys;
}

/** The first comment keeps the word. */
function note<Value>(page: Map<string, Value>, keys: readonly string[], value: Value): void {
  for (const key of keys) if (!page.has(key)) page.set(key, value);
}

function pick(page: Page | undefined, keys: readonly string[]): string | null {
  if (page === undefined) return null;
  for (const key of keys) {
    const words = page.get(key);
    if (words !== undefined) return words;
  }
  return null;
}

function pickBlock(
  stages: ReadonlyMap<number, ReadonlyMap<string, Block>>,
  { stage, span }: Instruction,
  keys: readonly string[],
): string | null {
  const blocks = stage === null ? undefined : stages.get(stage);
  if (blocks === undefined) return null;
  for (const key of keys) {
    const block = blocks.get(key);
    if (block !== undefined && block.start <= span.start) return block.words;
  }
  return null;
}

/** `enable=` silences what the tool would report and the list does not name. */
function pickOther(only: Page, onlyTools: Page, keys: readonly string[]): string | null {
  const tools = keys.filter((key) => onlyTools.has(key));
  return keys.some((key) => only.has(key)) ? null : pick(onlyTools, tools);
}

/** `kics:*` of `kics:some-id`. */
function everyOf(key: string): string {
  return key.slice(0, key.indexOf(':') + 1) + EVERY;
}

/** The instruction in which the offset lies, its end included; null between instructions. */
function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | null {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = instructions[low - 1];
  return found !== undefined && offset <= found.span.end ? found : null;
}
