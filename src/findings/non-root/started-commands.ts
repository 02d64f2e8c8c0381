import type { Stage } from '../../dockerfile/model.ts';
import type { Facts } from '../rule.ts';

/** A program that a container starts, without what only passes it on. */
export interface StartedCommand {
  /** Last component of the first word. */
  readonly name: string;
  /** Quotes removed; the program first. */
  readonly words: readonly string[];
  /** The same with single blanks. */
  readonly text: string;
}

/** Programs that run the command in their arguments. */
const PASSING_ON =
  /^(?:tini(?:-static)?|dumb-init|catatonit|env|exec|nice|nohup|time|command|cross-env|taskset|numactl|docker-php-entrypoint|__cacert_entrypoint\.sh|mvn-entrypoint\.sh|tini-entrypoint\.sh)$/;

/** Entry points of base images that do so, unless the file has one of that name. */
const OF_BASE =
  /^(?:docker-entrypoint\.sh|container-entrypoint|_entrypoint\.sh|nvidia_entrypoint\.sh)$/;

const SHELL = /^(?:ba|da|a|z)?sh$/;

/** Characters of a command line that anybody reads. */
const LONGEST = 20_000;

/** What the last of the stages, nearest first, starts: entry point and command together; empty where not known. */
export function startedCommands(facts: Facts, chain: readonly Stage[]): readonly StartedCommand[] {
  const [stage] = chain;
  if (stage === undefined) return [];
  const { entrypoint, cmd } = facts.result(stage);
  const own = chain.some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'ENTRYPOINT'),
  );
  const first = entrypoint === 'unknown' ? [] : (entrypoint ?? []);
  const isShellForm = SHELL.test(nameOf(first[0] ?? '')) && first[1] === '-c';
  const rest = isShellForm || cmd === 'unknown' ? [] : (cmd ?? []);
  const passed = own && isScriptName(nameOf(first.at(-1) ?? '')) ? rest : [];
  if (/^[\w./]/.test(passed[0] ?? '')) return [...read(first, false, 0), ...read(passed, false, 0)];
  return read([...first, ...rest], !own, 0);
}

/** A script of the image, which most often goes on with its arguments (`exec "$@"`). */
export function isScriptName(name: string): boolean {
  return /\.(?:sh|bash)$|entry-?point/.test(name);
}

/** The commands of a line of shell code, as those that a container starts. */
export function commandsIn(script: string): readonly StartedCommand[] {
  return splitScript(script).flatMap((part) => read(part, false, 1));
}

function read(words: readonly string[], isBase: boolean, depth: number): StartedCommand[] {
  const start = words.findIndex((word, index) => !isPassedOver(words, index, word, isBase));
  const line = start === -1 ? [] : words.slice(start);
  const name = nameOf(line[0] ?? '');
  if (name === '' || depth > 4) return [];
  const option = line.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (SHELL.test(name) && option > 0 && line[option + 1] !== undefined) {
    return splitScript(line[option + 1] ?? '').flatMap((part) => read(part, isBase, depth + 1));
  }
  return [{ name, words: line, text: line.join(' ') }];
}

/** True for a prefix, its options, and assignments before the program. */
function isPassedOver(
  words: readonly string[],
  index: number,
  word: string,
  isBase: boolean,
): boolean {
  const name = nameOf(word);
  if (PASSING_ON.test(name) || /^[A-Za-z_]\w*=/.test(word)) return true;
  if (index === 0) return isBase && OF_BASE.test(name) && words.length > 1;
  return word.startsWith('-') || (/^\d/.test(word) && !word.includes('/'));
}

/** The words of each command of a script; quotes are taken off, and nothing is expanded. */
function splitScript(script: string): string[][] {
  return script
    .slice(0, LONGEST)
    .replace(/\d?>&\d/g, ' ')
    .split(/&&|\|\||[;|&\n]/)
    .map((part) =>
      part
        .trim()
        .split(/\s+/)
        .map((word) => word.replace(/^["']|["']$/g, ''))
        .filter((word) => word !== ''),
    );
}

function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
