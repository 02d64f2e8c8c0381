import { describe, expect, it } from 'vitest';
import type { CommandChange } from '../../../src/findings/rule.ts';
import { unexplainedChange } from '../../../src/remediation/gate/command-changes.ts';
import type { PlacedCommand } from '../../../src/remediation/gate/command-changes.ts';

function placed(text: string): PlacedCommand[] {
  return text.split(' && ').map((command, index) => ({
    words: command.split(' '),
    nesting: '',
    joinedBy: index === 0 ? null : '&&',
  }));
}

const RAISE = {
  kind: 'replace-argument',
  command: 'apk add',
  argument: 'curl=8.5.0-r0',
  by: 'curl=8.5.0-r1',
} as const satisfies CommandChange;

type Row = readonly [before: string, after: string, changes: readonly CommandChange[]];

const RENAME: CommandChange = { kind: 'rename', command: 'apt', by: 'apt-get' };
const ADD: CommandChange = { kind: 'add-argument', command: 'apt install', argument: '-y' };

const EXPLAINED: Readonly<Record<string, Row>> = {
  'an argument and a new name, by two fixes': [
    'apt install curl',
    'apt-get install -y curl',
    [ADD, RENAME],
  ],
  'an argument and a prefix that went, by two fixes': [
    'sudo -E apt install curl',
    'apt install -y curl',
    [
      { kind: 'add-argument', command: 'sudo -E apt install', argument: '-y' },
      { kind: 'unwrap', command: 'sudo' },
      { kind: 'remove-argument', command: 'sudo', argument: '-E' },
    ],
  ],
  'another action under another name': [
    'apt full-upgrade -y',
    'apt-get dist-upgrade -y',
    [
      RENAME,
      { kind: 'remove-argument', command: 'apt-get', argument: 'full-upgrade' },
      { kind: 'add-argument', command: 'apt-get', argument: 'dist-upgrade' },
    ],
  ],
  'a name that stays beside one that changes': [
    'apt list && apt install -y x',
    'apt list && apt-get install -y x',
    [{ kind: 'rename', command: 'apt install', by: 'apt-get install' }],
  ],
  'two arguments that become others': [
    'apk add curl=8.5.0-r0 git=2.43.0-r0',
    'apk add curl=8.5.0-r1 git=2.43.7-r0',
    [RAISE, { ...RAISE, argument: 'git=2.43.0-r0', by: 'git=2.43.7-r0' }],
  ],
};

const UNEXPLAINED: Readonly<Record<string, Row>> = {
  'an argument that becomes another than the declared one': [
    'apk add curl=8.5.0-r0',
    'apk add curl=8.4.0-r0',
    [RAISE],
  ],
  'another argument that becomes the declared one': [
    'apk add git=8.5.0-r0',
    'apk add curl=8.5.0-r1',
    [RAISE],
  ],
  'an argument of another command that becomes the declared one': [
    'apk del curl=8.5.0-r0',
    'apk del curl=8.5.0-r1',
    [RAISE],
  ],
  'a replaced argument and one that came unseen': [
    'apk add curl=8.5.0-r0',
    'apk add curl=8.5.0-r1 evil',
    [RAISE],
  ],
  'another argument than the declared one': ['apt install x', 'apt install -f x', [ADD]],
  'an argument of another command': ['apt remove x', 'apt remove -y x', [ADD]],
  'one declaration for two commands': [
    'apt install x && apt install y',
    'apt install -y x && apt install -y y',
    [ADD],
  ],
};

describe('changed commands are explained', () => {
  it.each(Object.entries(EXPLAINED))('by %s', (_name, [before, after, changes]) => {
    expect(unexplainedChange(placed(before), placed(after), changes)).toBeNull();
  });
});

describe('changed commands are not explained', () => {
  it.each(Object.entries(UNEXPLAINED))('by %s', (_name, [before, after, changes]) => {
    expect(unexplainedChange(placed(before), placed(after), changes)).toMatch(/changed or lost/);
  });
});

describe('a command put before all others', () => {
  const make = { words: ['make'], nesting: '', joinedBy: null };
  const set = { words: ['set', '-e'], nesting: '', joinedBy: null };
  const change: CommandChange = { kind: 'prepend', command: 'set -e' };

  it.each(['&&', ';', '\n'])('may be joined to the first one by %j', (joinedBy) => {
    expect(unexplainedChange([make], [set, { ...make, joinedBy }], [change])).toBeNull();
  });

  it('may not be joined by ||, and not declared it may not be there at all', () => {
    const joined = [set, { ...make, joinedBy: '||' }];
    expect(unexplainedChange([make], joined, [change])).toMatch(/joined in another way/);
    expect(unexplainedChange([make], joined, [])).toMatch(/changed or lost/);
  });
});
