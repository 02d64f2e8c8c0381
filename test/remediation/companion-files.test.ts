import { describe, expect, it } from 'vitest';
import type { Companion } from '../../src/findings/surroundings.ts';
import type { Fix, Rule } from '../../src/findings/rule.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { mergeCompanions } from '../../src/remediation/companion-files.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import type { Patch } from '../../src/remediation/patch.ts';
import { propose } from '../../src/remediation/propose.ts';
import { surroundingsOf } from '../rules/known-surroundings.ts';
import { sampleRule } from './sample-rules.ts';

const IGNORE: Companion = { path: '.dockerignore', create: '.git\n' };

/** Finds every COPY until the repository has a .dockerignore, and offers these changes for it. */
function ignoring(id: string, companions: readonly Companion[], more: Partial<Fix> = {}): Rule {
  const fix = { title: 'Ignore', edits: [], companions, review: 'look', ...more };
  return sampleRule('COPY', () => fix, {
    id,
    safety: 'review',
    *check(dockerfile, facts) {
      if (facts.surroundings()?.hasFile('.dockerignore') === true) return;
      for (const { keyword, span } of dockerfile.instructions) {
        if (keyword === 'COPY') yield { span, message: 'all is copied', fix };
      }
    },
  });
}

function patch(
  text: string,
  rules: readonly Rule[],
  files: Readonly<Record<string, string>> = {},
): Patch {
  const context = { ...plainContext(rules), surroundings: surroundingsOf({ files }) };
  const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
  return composePatch({ path: 'Dockerfile', text }, context, policy);
}

const reasons = ({ left }: Patch) => left.map(({ reason }) => reason);

describe('a fix that changes other files', () => {
  it('makes a file, after which the finding is gone', () => {
    const { changed, before, after, companions, left } = patch('FROM a\nCOPY . .\n', [
      ignoring('one', [IGNORE]),
    ]);
    expect({ changed, isSame: before === after, left }).toEqual({
      changed: true,
      isSame: true,
      left: [],
    });
    expect(companions).toEqual([{ path: '.dockerignore', before: null, after: '.git\n' }]);
  });

  it('is made once where two findings want the same', () => {
    const { companions } = patch('FROM a\nCOPY . .\nCOPY . .\n', [ignoring('one', [IGNORE])]);
    expect(companions).toHaveLength(1);
  });

  it('edits a file as the surroundings give it', () => {
    const span = { start: 0, end: 1 };
    const rule = ignoring('one', [{ path: 'nginx.conf', edits: [{ span, text: 'B' }] }, IGNORE]);
    const { companions } = patch('FROM a\nCOPY . .\n', [rule], { 'nginx.conf': 'abc\n' });
    expect(companions).toEqual([
      { path: 'nginx.conf', before: 'abc\n', after: 'Bbc\n' },
      { path: '.dockerignore', before: null, after: '.git\n' },
    ]);
  });

  it.each<readonly [string, Companion, RegExp]>([
    ['leads out of the repository', { path: '../a.conf', create: 'a' }, /outside the repository/],
    ['is absolute', { path: '/etc/a.conf', create: 'a' }, /outside the repository/],
    ['is none that a fix may change', { path: 'src/main.py', create: 'a' }, /no file that a fix/],
    ['is there already', { path: 'nginx.conf', create: 'a' }, /is there already/],
    ['is missing', { path: 'x.conf', edits: [] }, /cannot be read/],
    [
      'has no such place',
      { path: 'nginx.conf', edits: [{ span: { start: 9, end: 99 }, text: '' }] },
      /out-of-range/,
    ],
    [
      'would have mixed line endings',
      { path: 'nginx.conf', edits: [{ span: { start: 0, end: 0 }, text: 'a\n' }] },
      /mixed/,
    ],
  ])('is refused where the file %s', (_name, companion, reason) => {
    const rule = ignoring('one', [companion, IGNORE]);
    const result = patch('FROM a\nCOPY . .\n', [rule], { 'nginx.conf': 'a\r\nb\r\n' });
    expect(result.changed).toBe(false);
    expect(reasons(result)).toEqual([expect.stringMatching(reason)]);
  });

  it('waits where another wants something else of the same file', () => {
    const other = { path: '.dockerignore', create: 'node_modules\n' };
    const { companions, applied } = patch('FROM a\nCOPY . .\n', [
      ignoring('one', [IGNORE]),
      ignoring('two', [other]),
    ]);
    expect(companions).toEqual([{ path: '.dockerignore', before: null, after: '.git\n' }]);
    expect(applied).toHaveLength(1);
  });
});

describe('preconditions', () => {
  const unknown = { text: 'nothing needs .git', state: 'unknown' } as const;
  const rule = ignoring('one', [IGNORE], { preconditions: [unknown] });
  const context = { ...plainContext([rule]), surroundings: surroundingsOf({ files: {} }) };
  const file = { path: 'Dockerfile', text: 'FROM a\nCOPY . .\n' };
  const policy = { safeties: ['review'] as const, only: null, moveImages: true };

  it('of which one is unknown keep a fix out where only sure ones are wanted, and say so', () => {
    const { changed, left } = composePatch(file, context, { ...policy, takeUnknown: false });
    expect(changed).toBe(false);
    expect(left).toEqual([
      expect.objectContaining({
        reason: 'it is not known whether this holds: nothing needs .git; where it does: Ignore',
        preconditions: [unknown],
        withheld: null,
      }),
    ]);
  });

  it('do not where somebody asks for these fixes by name', () => {
    expect(composePatch(file, context, policy).changed).toBe(true);
  });
});

describe('a proposal', () => {
  it('has each file once, from what it was to what the last fix made of it', () => {
    const change = (before: string | null, after: string) => ({ path: 'c.conf', before, after });
    expect(mergeCompanions([change(null, 'a'), change('a', 'b')])).toEqual([change(null, 'b')]);
  });

  it('holds the other files, too', () => {
    const one = patch('FROM a\nCOPY . .\n', [ignoring('one', [IGNORE])]);
    const context = { rules: [], branchPrefix: 's/', listener: 'nobody' } as const;
    expect(propose('review', 'one', [one], context)?.files).toEqual([
      { path: '.dockerignore', before: null, after: '.git\n' },
    ]);
  });
});
