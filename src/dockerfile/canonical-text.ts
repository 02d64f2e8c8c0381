import type { Flag, Instruction } from './model.ts';

const HEALTHCHECK_FLAGS = ['interval', 'timeout', 'start-period', 'start-interval', 'retries'];

/**
 * The instruction in one spelling: keyword in upper case, single blanks between the parts, JSON
 * without blanks, here-documents behind it. The words of a shell command stay as they are.
 */
export function canonicalText(instruction: Instruction): string {
  const { keyword, flags, heredocs } = instruction;
  if (keyword === 'HEALTHCHECK') return canonicalHealthcheck(instruction);
  const parts = [keyword, ...flags.map(flagText), argumentText(instruction)];
  const documents = heredocs.map(({ content, name }) => `\n${content}${name}`).join('');
  return parts.filter((part) => part !== '').join(' ') + documents;
}

/** The HEALTHCHECK with its flags in the order of the reference, or `NONE`. */
export function canonicalHealthcheck(instruction: Instruction): string {
  const [type, ...command] = instruction.arguments.map(({ text }) => text);
  if (type?.toUpperCase() === 'NONE') return 'NONE';
  const flags = instruction.flags
    .toSorted((a, b) => flagRank(a) - flagRank(b))
    .map((flag) => flagText(flag));
  const text = instruction.json ? JSON.stringify(command) : command.join(' ');
  return ['HEALTHCHECK', ...flags, type?.toUpperCase() ?? '', text].join(' ').trim();
}

function flagRank({ name }: Flag): number {
  const rank = HEALTHCHECK_FLAGS.indexOf(name);
  return rank === -1 ? HEALTHCHECK_FLAGS.length : rank;
}

function flagText({ name, value }: Flag): string {
  return value === null ? `--${name}` : `--${name}=${value}`;
}

function argumentText(instruction: Instruction): string {
  return instruction.json
    ? JSON.stringify(instruction.arguments.map(({ text }) => text))
    : instruction.body.text.trim();
}
