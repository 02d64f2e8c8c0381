import { expect, test } from 'vitest';
import { parsePlaceMark, printPlaceMark } from '../../src/github/place-mark.ts';

const PLACE = { parent: 'a'.repeat(40), tree: 'b'.repeat(40) };

test('the place of a commit is read back from its message', () => {
  const message = `build: x\n\n${printPlaceMark(PLACE)}\n\nSigned-off-by: a <b>\n`;
  expect(parsePlaceMark(message)).toEqual(PLACE);
});

test.each([
  ['a message without it', 'build: x\n'],
  ['one in the middle of a line', `> ${printPlaceMark(PLACE)}`],
  ['one that somebody has cut', printPlaceMark({ ...PLACE, tree: 'b'.repeat(7) })],
])('%s tells no place', (_what, message) => {
  expect(parsePlaceMark(message)).toBeNull();
});
