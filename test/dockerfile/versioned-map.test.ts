import { describe, expect, test } from 'vitest';
import { sharedMap, versionedMap } from '../../src/dockerfile/versioned-map.ts';

describe('a versioned map', () => {
  const first = versionedMap([
    ['a', 1],
    ['b', 2],
  ]);
  const second = first.with([
    ['c', 3],
    ['a', 4],
  ]);
  const branch = first.with([
    ['d', 5],
    ['b', 6],
  ]);

  test('stays as it is when successors are made', () => {
    expect([...first]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(first.size).toBe(2);
    expect(first.has('c')).toBe(false);
  });

  test('keeps the place of a key whose value is replaced', () => {
    expect([...second]).toEqual([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]);
    expect(second.size).toBe(3);
  });

  test('has successors that know nothing of each other', () => {
    expect([...branch]).toEqual([
      ['a', 1],
      ['b', 6],
      ['d', 5],
    ]);
    expect([branch.size, branch.get('c'), second.get('d')]).toEqual([3, undefined, undefined]);
  });

  test('takes the last of two values for one key', () => {
    const map = versionedMap([
      ['a', 1],
      ['a', 2],
    ]);
    expect([map.size, map.get('a')]).toEqual([1, 2]);
  });

  test('can be read in every way a map can', () => {
    const visited: string[] = [];
    second.forEach((value, key) => visited.push(`${key}${value}`));
    expect(visited).toEqual(['a4', 'b2', 'c3']);
    expect([...second.keys()]).toEqual(['a', 'b', 'c']);
    expect([...second.values()]).toEqual([4, 2, 3]);
  });

  test('branches again and again without losing an entry', () => {
    let map = versionedMap<number>([]);
    for (let index = 0; index < 100; index += 1) {
      map.with([['left', index]]);
      map = map.with([[`key${index}`, index]]);
    }
    expect(map.size).toBe(100);
    expect([map.get('key0'), map.get('key99'), map.get('left')]).toEqual([0, 99, undefined]);
    expect([...map.keys()].at(50)).toBe('key50');
  });

  test('keeps what is added to a shared one apart from it', () => {
    const shared = sharedMap([['a', 1]]);
    const one = shared.with([['b', 2]]);
    const other = shared.with([['a', 3]]);
    expect([[...shared], [...one], [...other]]).toEqual([
      [['a', 1]],
      [
        ['a', 1],
        ['b', 2],
      ],
      [['a', 3]],
    ]);
  });
});
