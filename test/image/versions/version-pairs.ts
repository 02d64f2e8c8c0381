import { expect } from 'vitest';

type Order = '<' | '=' | '>';

const SIGNS: Readonly<Record<string, Order>> = { '-1': '<', '0': '=', '1': '>' };

/** Reads lines of `older < newer` and `one = other`. */
export function readPairs(text: string): [a: string, order: string, b: string][] {
  return text
    .trim()
    .split('\n')
    .map((line): [string, string, string] => {
      const [a = '', order = '', b = ''] = line.split(' ');
      return [a, order, b];
    });
}

/** Compares both ways round. */
export function expectOrder(
  compare: (a: string, b: string) => number,
  [a, order, b]: readonly [string, string, string],
): void {
  const turned = order === '<' ? '>' : order;
  expect(SIGNS[Math.sign(compare(a, b))]).toBe(order);
  expect(SIGNS[Math.sign(compare(b, a))]).toBe(turned);
}
