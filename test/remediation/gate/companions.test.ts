import { describe, expect, it } from 'vitest';
import type { Companion } from '../../../src/findings/surroundings.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { composePatch } from '../../../src/remediation/compose.ts';
import type { Patch } from '../../../src/remediation/patch.ts';
import { surroundingsOf } from '../../rules/known-surroundings.ts';
import { replacing, sampleRule } from '../sample-rules.ts';

const FILES = { 'src/a.ts': '', 'a.json': '', '.dockerignore': '.git\n', 'build.sh': 'make\n' };

/** A fix of `USER x` that also makes the change to another file. */
function patch(text: string, companion: Companion): Patch {
  const fix = replacing('USER x', 'USER y', { effects: ['user'], companions: [companion] });
  const surroundings = surroundingsOf({ files: FILES });
  const context = { ...plainContext([sampleRule('USER x', fix)]), surroundings };
  const policy = { safeties: ['safe'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text }, context, policy);
}

function appended(text: string): Companion {
  const end = FILES['.dockerignore'].length;
  return { path: '.dockerignore', edits: [{ span: { start: end, end }, text }] };
}

describe('the gate refuses a change to another file that', () => {
  const wrong: Record<string, readonly [text: string, companion: Companion, reason: RegExp]> = {
    'keeps out a file that COPY names': [
      'FROM a\nCOPY a.json /a\nUSER x\n',
      appended('*.json\n'),
      /would keep out a\.json/,
    ],
    'keeps out a file that a pattern of COPY takes': [
      'FROM a\nCOPY *.json /a/\nUSER x\n',
      appended('a.json\n'),
      /would keep out a\.json/,
    ],
    'keeps out a folder that ADD names': [
      'FROM a\nADD ./src/ /a/\nUSER x\n',
      appended('src\n'),
      /would keep out src/,
    ],
    'keeps out what a RUN mounts': [
      'FROM a\nRUN --mount=type=bind,source=src,target=/s make\nUSER x\n',
      appended('**\n'),
      /would keep out src/,
    ],
    'is to a file that the build does not read': [
      'FROM a\nUSER x\n',
      { path: 'src/.dockerignore', create: '.git\n' },
      /not what the build of this Dockerfile reads/,
    ],
    'is to what the build runs': [
      'FROM a\nUSER x\n',
      { path: 'build.sh', edits: [{ span: { start: 0, end: 4 }, text: 'ls' }] },
      /no file that a fix may change/,
    ],
  };
  it.each(Object.entries(wrong))('%s', (_name, [text, companion, reason]) => {
    const { after, companions, left } = patch(text, companion);
    expect({ after, companions }).toEqual({ after: text, companions: [] });
    expect(left.map((one) => one.reason)).toEqual([expect.stringMatching(reason)]);
  });
});

it('lets part of a folder that COPY names be kept out', () => {
  const { companions } = patch('FROM a\nCOPY src /s\nUSER x\n', appended('**/*.ts\n'));
  expect(companions.map(({ after }) => after)).toEqual(['.git\n**/*.ts\n']);
});
