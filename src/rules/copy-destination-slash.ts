import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import { isDirectory } from '../findings/known-directories.ts';
import type { Facts, Fix, Rule } from '../findings/rule.ts';
import { mayBeWindows } from '../findings/working-directory.ts';

/** True for what the builder takes as a directory: `/x/`, `.`, `..`, `x/.`. */
function isWrittenAsDirectory(path: string): boolean {
  return /[/\\]$|(?:^|[/\\])\.\.?$/.test(path);
}

/** Offset at which the slash goes: before a closing quote. */
function slashOffset({ text }: Dockerfile, { instruction, destination }: Copy): number {
  const { end } = destination.span;
  const isQuoted = instruction.json || /["']/.test(text.charAt(end - 1));
  return isQuoted ? end - 1 : end;
}

function absolutePath(facts: Facts, instruction: Instruction, path: string): string | null {
  if (path.includes('$')) return null;
  if (path.startsWith('/')) return path;
  const { workdir } = facts.before(instruction);
  if (workdir === 'unknown' || workdir?.includes('$') === true) return null;
  return resolveDirectory(workdir ?? '/', path, false);
}

function slashFix(dockerfile: Dockerfile, facts: Facts, copy: Copy): Fix {
  const { instruction, stage, destination } = copy;
  const offset = slashOffset(dockerfile, copy);
  const fix: Fix = {
    title: 'End the destination of several sources with a slash',
    edits: [{ span: { start: offset, end: offset }, text: '/' }],
    effects: isTrigger(stage, instruction) ? ['onbuild'] : [],
  };
  const path = absolutePath(facts, instruction, destination.path);
  if (path !== null && isDirectory(dockerfile, facts, stage, instruction, path)) return fix;
  return {
    ...fix,
    safety: 'review',
    effects: [...(fix.effects ?? []), 'files'],
    review: `Unless \`${destination.path}\` already is a directory, today’s image has one file of that name: see that nothing relies on it.`,
  };
}

function isTrigger({ instructions }: Stage, instruction: Instruction): boolean {
  return !instructions.includes(instruction);
}

export default {
  id: 'copy-destination-slash',
  summary: 'Several files are copied to a destination without a slash',
  rationale:
    'Several sources need a directory to go to, and the slash at its end says that it is one. Without it ' +
    'Docker’s older builder stops, and BuildKit, where the directory does not exist yet, writes one ' +
    'file after another under the same name, so that only the last one is left. The fix adds the ' +
    'slash: safe where the destination is known to be a directory already, else for review.',
  severity: 'critical',
  safety: 'safe',
  effects: [],
  aliases: {
    hadolint: ['DL3021'],
    trivy: ['DS-0011', 'DS011'],
    kics: [
      'Copy With More Than Two Arguments Not Ending With Slash',
      '6db6e0c2-32a3-4a2e-93b5-72c35f4119db',
    ],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy',
    'https://github.com/hadolint/hadolint/wiki/DL3021',
    'https://avd.aquasec.com/misconfig/ds-0011',
  ],
  examples: [
    {
      name: 'two files are copied into the working directory',
      before: 'FROM node:20\nWORKDIR /app\nCOPY package.json package-lock.json /app\n',
      after: 'FROM node:20\nWORKDIR /app\nCOPY package.json package-lock.json /app/\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const copy of copiesOf(dockerfile)) {
      const { instruction, stage, destination } = copy;
      if (instruction.arguments.length < 3 || isWrittenAsDirectory(destination.path)) continue;
      const { span, path } = destination;
      const message = `Several sources need a directory, and \`${path}\` without a slash at its end may be a file.`;
      if (mayBeWindows(dockerfile, facts, stage)) {
        yield { span, message, fix: null, left: 'the path rules of Windows apply here' };
      } else {
        yield { span, message, fix: slashFix(dockerfile, facts, copy) };
      }
    }
  },
} satisfies Rule;
