import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/github/commands/parse.ts';

const ignore = (scope: string, subject: string | null = null) => ({
  kind: 'ignore',
  scope,
  subject,
});

describe('a command', () => {
  it.each([
    ['/seaworthy rebase', { kind: 'rebase' }],
    ['/Seaworthy  REBASE  ', { kind: 'rebase' }],
    ['/seaworthy recreate.', { kind: 'recreate' }],
    ['/seaworthy pause\r', { kind: 'pause' }],
    ['/seaworthy resume please', { kind: 'resume' }],
    ['/seaworthy', { kind: 'help' }],
    ['/seaworthy ignore', ignore('version')],
    ['/seaworthy ignore version', ignore('version')],
    ['/seaworthy ignore rule', ignore('rule')],
    ['/seaworthy ignore rule `Pipefail`', ignore('rule', 'pipefail')],
    ['/seaworthy ignore image ghcr.io/acme/base', ignore('image', 'ghcr.io/acme/base')],
    ['/seaworthy explain pipefail!', { kind: 'explain', rule: 'pipefail' }],
    ['/seaworthy explain', { kind: 'explain', rule: null }],
    ['Thanks.\n\n/seaworthy rebase\nbye', { kind: 'rebase' }],
    ['> old words\n\n/seaworthy rebase', { kind: 'rebase' }],
    ['```\ncode\n```\n/seaworthy rebase', { kind: 'rebase' }],
    ['<!-- hidden --> words\n/seaworthy rebase', { kind: 'rebase' }],
  ])('is read from %j', (text, command) => {
    expect(parseCommands(text)).toEqual([command]);
  });

  it.each([
    'please /seaworthy rebase',
    ' /seaworthy rebase',
    '/seaworthyrebase',
    '/seaworthy-rebase',
    '`/seaworthy rebase`',
    '> /seaworthy rebase',
    '> quoted\n/seaworthy rebase',
    '```\n/seaworthy rebase\n```',
    '````\n```\n/seaworthy rebase\n````',
    '~~~ text\n/seaworthy rebase',
    '    /seaworthy rebase',
    '<!--\n/seaworthy rebase\n-->',
    '<pre>\n/seaworthy rebase\n</pre>',
    '',
  ])('is none in %j', (text) => {
    expect(parseCommands(text)).toEqual([]);
  });

  it.each([
    ['/seaworthy rebas', 'rebas', 'rebase'],
    ['/seaworthy explian pipefail', 'explian', 'explain pipefail'],
    ['/seaworthy merge-everything-now', 'merge-everything-now', null],
    ['/seaworthy ignore rules pipefail', 'ignore rules', 'ignore rule pipefail'],
    ['/seaworthy ignore pipefail', 'ignore pipefail', 'ignore rule pipefail'],
  ])('that nobody knows is told with the nearest: %s', (comment, text, near) => {
    expect(parseCommands(comment)).toEqual([{ kind: 'unknown', text, near }]);
  });
});

it('several commands are read in their order, each once', () => {
  const text = '/seaworthy pause\n/seaworthy help\n/seaworthy PAUSE\n';
  expect(parseCommands(text)).toEqual([{ kind: 'pause' }, { kind: 'help' }]);
});

it('a comment full of commands is read up to ten', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `/seaworthy explain rule-${index}`);
  expect(parseCommands(lines.join('\n'))).toHaveLength(10);
});

it.each(['`', '~', '<!--', '/seaworthy ', '> '])('a comment of many %j is read at once', (part) => {
  const started = performance.now();
  parseCommands(part.repeat(60_000));
  parseCommands(`${part}\n`.repeat(30_000));
  expect(performance.now() - started).toBeLessThan(1000);
});
