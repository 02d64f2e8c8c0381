import { nearest } from '../../findings/nearest.ts';
import { plainLines } from '../../remediation/body/plain-lines.ts';

const PLAIN_COMMANDS = ['rebase', 'recreate', 'pause', 'resume', 'help'] as const;
const SCOPES = ['rule', 'image', 'version'] as const;

export type IgnoreScope = (typeof SCOPES)[number];

/** What somebody asks for in a comment. */
export type Command =
  | { readonly kind: 'rebase' }
  | { readonly kind: 'recreate' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'help' }
  /** `subject`: the rule or the image, where it was named. */
  | { readonly kind: 'ignore'; readonly scope: IgnoreScope; readonly subject: string | null }
  | { readonly kind: 'explain'; readonly rule: string | null }
  /** `near`: the whole command that was probably meant. */
  | { readonly kind: 'unknown'; readonly text: string; readonly near: string | null };

/** More than these in one comment are no conversation. */
const MOST_COMMANDS = 10;

/** Longer words are names of nothing. */
const LONGEST_WORD = 200;

const COMMAND = /^\/seaworthy(?=\s|$)(.*)$/i;

/** Reads the commands of a comment, one a line, each once; what stands in code, quotes and HTML comments is none. */
export function parseCommands(comment: string): readonly Command[] {
  const commands = new Map<string, Command>();
  for (const { text } of plainLines(comment)) {
    const rest = COMMAND.exec(text)?.[1];
    if (rest === undefined) continue;
    const command = parseCommand(wordsOf(rest));
    commands.set(JSON.stringify(command), command);
    if (commands.size === MOST_COMMANDS) break;
  }
  return [...commands.values()];
}

/** People put names into backquotes and end sentences. */
function wordsOf(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/^[`"']+|[`"'.,;!]+$/g, ''));
  return words.filter((word) => word !== '').map((word) => word.slice(0, LONGEST_WORD));
}

function parseCommand([first = 'help', ...rest]: readonly string[]): Command {
  const word = first.toLowerCase();
  const plain = PLAIN_COMMANDS.find((one) => one === word);
  if (plain !== undefined) return { kind: plain };
  if (word === 'explain') return { kind: 'explain', rule: rest[0]?.toLowerCase() ?? null };
  if (word === 'ignore') return parseIgnore(rest);
  const near = nearest(word, [...PLAIN_COMMANDS, 'ignore', 'explain']);
  return { kind: 'unknown', text: first, near: near === null ? null : [near, ...rest].join(' ') };
}

/** Without a word more it is this very change that is not wanted. */
function parseIgnore([first = 'version', subject]: readonly string[]): Command {
  const word = first.toLowerCase();
  const scope = SCOPES.find((one) => one === word);
  if (scope !== undefined)
    return { kind: 'ignore', scope, subject: subject?.toLowerCase() ?? null };
  const near = nearest(word, SCOPES) ?? 'rule';
  const words =
    nearest(word, SCOPES) === null ? [near, first] : [near, ...(subject ? [subject] : [])];
  return { kind: 'unknown', text: `ignore ${first}`, near: `ignore ${words.join(' ')}` };
}
