import { describe, expect, it } from 'vitest';
import { nearName } from '../../src/findings/near-name.ts';

describe('the nearest name', () => {
  it.each([
    ['one letter is missing', 'VERSON', ['HOME', 'VERSION'], 'VERSION'],
    ['two letters are swapped', 'APP_HOEM', ['APP_HOME'], 'APP_HOME'],
    ['one of two is nearer', 'VERSIONS', ['VERSIONEN', 'VERSION'], 'VERSION'],
  ])('is found where %s', (_name, name, candidates, expected) => {
    expect(nearName(name, candidates)).toBe(expected);
  });

  it.each([
    ['the name itself is there', 'A_NAME', ['A_NAMES', 'A_NAME']],
    ['three letters differ', 'VERSION', ['VISIO']],
    ['short names share too little', 'A1', ['B2', 'A2']],
    [
      'there are more names than anybody can keep apart',
      'VERSON',
      [...Array<string>(300).fill('VERSION')],
    ],
  ])('is none where %s', (_name, name, candidates) => {
    expect(nearName(name, candidates)).toBeNull();
  });
});
