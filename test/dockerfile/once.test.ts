import { describe, expect, test } from 'vitest';
import { once } from '../../src/dockerfile/once.ts';
import type { Memory } from '../../src/dockerfile/once.ts';

interface Subject {
  readonly name: string;
  readonly memory: Memory;
}

function subject(name: string): Subject {
  return { name, memory: new Map() };
}

describe('what is computed once', () => {
  const asked: string[] = [];
  const lengthOf = once(({ name }: Subject) => {
    asked.push(name);
    return { length: name.length };
  });

  test('is computed for each subject, and only when it is asked for', () => {
    const [one, other] = [subject('one'), subject('other')];
    const results = [lengthOf(one), lengthOf(other), lengthOf(one)];
    expect(results).toEqual([{ length: 3 }, { length: 5 }, { length: 3 }]);
    expect(asked).toEqual(['one', 'other']);
  });

  test('does not meet what another function has left in the same subject', () => {
    const one = subject('one');
    const upper = once(({ name }: Subject) => [name.toUpperCase()]);
    expect([lengthOf(one), upper(one), upper(one)]).toEqual([{ length: 3 }, ['ONE'], ['ONE']]);
  });
});
