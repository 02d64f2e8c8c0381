import { normalizeId } from './aliases.ts';
import type { ToolName } from './aliases.ts';

/**
 * How far a comment reaches: the instruction that it belongs to, that instruction and the rest of its
 * stage, or the file.
 */
export type Reach = 'instruction' | 'block' | 'file';

/** What one comment silences. */
export interface Silence {
  readonly reach: Reach;
  /** Keys of findings, see `silenceKey`. */
  readonly keys: readonly string[];
  /** True when the keys are the only ones of the tool that count. */
  readonly isOnly?: true;
}

/** What a reader may know besides the comment. */
export interface CommentPlace {
  /** True before the first instruction. */
  readonly inHead: boolean;
  /** `YYYY-MM-DD`; null judges nothing as expired. */
  readonly today: string | null;
}

/** Reads the text of a comment, without `#` and the blanks around it. */
export type CommentReader = (text: string, place: CommentPlace) => readonly Silence[];

export type SilencingTool = ToolName | 'seaworthy';

/** All ids of the tool. */
export const EVERY = '*';

/** Key of a tool's id, the same for all spellings of the id. */
export function silenceKey(tool: SilencingTool, id: string): string {
  if (id === EVERY || tool === 'seaworthy') return `${tool}:${id}`;
  return `${tool}:${normalizeId(tool, id)}`;
}

const ID = /[\w-]+/y;
const COMMA = /[ \t]*,[ \t]*/y;

/** Ids with commas between them, from `start` on; what follows the last one is the author's reason. */
export function readIds(text: string, start: number): string[] {
  const ids: string[] = [];
  let position = start;
  for (;;) {
    ID.lastIndex = position;
    const id = ID.exec(text)?.[0];
    if (id === undefined) return ids;
    ids.push(id);
    COMMA.lastIndex = position + id.length;
    if (!COMMA.test(text)) return ids;
    position = COMMA.lastIndex;
  }
}
