import { describe, expect, it } from 'vitest';
import {
  effectiveCommand,
  hasOption,
  nameOf,
  operands,
  optionValue,
} from '../../src/dockerfile/command-line.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell-script.ts';
import { cpuTime } from '../cpu-time.ts';

function command(text: string): ShellCommand {
  const instruction = parseDockerfile(`FROM alpine\nRUN ${text}`).instructions[1];
  const found = instruction && shellOf(instruction, null)?.commands[0];
  if (found === undefined) throw new Error('no command');
  return found;
}

function join(words: readonly ShellWord[]): string {
  return words.map(({ text }) => text).join(' ');
}

describe('effectiveCommand', () => {
  const cases: [text: string, words: string, through: string[]][] = [
    ['apt-get update', 'apt-get update', []],
    ['A=1 apt-get update', 'apt-get update', []],
    ['sudo apt-get update', 'apt-get update', ['sudo']],
    ['sudo -E -u root A=1 apt-get update', 'apt-get update', ['sudo']],
    ['sudo -- apt-get -y update', 'apt-get -y update', ['sudo']],
    ['/usr/bin/env -i A=1 B="$C" apt-get update', 'apt-get update', ['env']],
    ['sudo env A=1 nice -n 10 apt-get update', 'apt-get update', ['sudo', 'env', 'nice']],
    ['timeout -k 5 60 curl x', 'curl x', ['timeout']],
    ['timeout --signal=KILL 60 curl x', 'curl x', ['timeout']],
    ['xargs -r -n 1 apt-get install', 'apt-get install', ['xargs']],
    ['exec node server.js', 'node server.js', ['exec']],
    ['gosu node npm ci', 'npm ci', ['gosu']],
    ['command apt-get update', 'apt-get update', ['command']],
    ['command -v apt-get', 'command -v apt-get', []],
    ['sudo -v', 'sudo -v', []],
    ['env A=1', 'env A=1', []],
    ['$SUDO apt-get update', '$SUDO apt-get update', []],
  ];
  it.each(cases)('%s runs %s', (text, words, through) => {
    const found = effectiveCommand(command(text));
    expect([join(found.words), found.through]).toEqual([words, through]);
  });

  it('reads a long row of prefixes in time', () => {
    const long = command('sudo '.repeat(100_000));
    const start = cpuTime();
    effectiveCommand(long);
    expect(cpuTime() - start).toBeLessThan(1_000);
  });
});

describe('nameOf', () => {
  const cases: [text: string, name: string | null][] = [
    ['apt-get', 'apt-get'],
    ['/usr/bin/apt-get', 'apt-get'],
    ['"apt-get"', 'apt-get'],
    ['\\apt-get', 'apt-get'],
    ['$BIN/apt-get', null],
    ['A=1', null],
  ];
  it.each(cases)('of %s is %s', (text, name) => {
    expect(nameOf(command(text))).toBe(name);
  });
});

describe('hasOption', () => {
  const yes = ['-y', '--yes'];
  const cases: [text: string, has: boolean][] = [
    ['a -y b', true],
    ['a b --yes', true],
    ['a --yes=true', true],
    ['a -qqy b', true],
    ['a "-y"', true],
    ['a "--yes=$X"', true],
    ['a -q b', false],
    ['a y', false],
    ['a --yesterday', false],
    ['a -- -y', false],
    ['a -oy b', false],
    ['a -o -y b', false],
    ['a -o=y b', false],
    ['a -qo yes -y', true],
  ];
  it.each(cases)('in %s is %s', (text, has) => {
    expect(hasOption(command(text), yes, ['-o'])).toBe(has);
  });
});

describe('operands', () => {
  const cases: [text: string, words: string][] = [
    ['a b -y c', 'b c'],
    ['a -o x b --opt y c --opt=z d', 'b c d'],
    ['a -qo x b', 'b'],
    ['a -ox b', 'b'],
    ['a - -- -b c', '- -b c'],
    ['a $B "--c=$D"', '$B'],
    ['a -o', ''],
  ];
  it.each(cases)('of %s are %j', (text, words) => {
    expect(join(operands(command(text), ['-o', '--opt']))).toBe(words);
  });
});

describe('optionValue', () => {
  const cases: [text: string, value: string | null][] = [
    ['a -u 10 b', '10'],
    ['a -u10 b', '10'],
    ['a -mu 10 b', '10'],
    ['a --uid 10', '10'],
    ['a --uid=10', '10'],
    ['a --uid "$X"', '"$X"'],
    ['a -u', null],
    ['a 10', null],
  ];
  it.each(cases)('in %s is %s', (text, value) => {
    expect(optionValue(command(text), ['-u', '--uid'])).toBe(value);
  });
});
