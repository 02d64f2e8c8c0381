import { expect, it } from 'vitest';
import { strictUri } from '../../src/findings/strict-uri.ts';

it.each([
  ['https://a.example/x?y=1&z=(2)#top', 'https://a.example/x?y=1&z=(2)#top'],
  ['https://a.example/a|b[c]^`{d}\\', 'https://a.example/a%7Cb%5Bc%5D%5E%60%7Bd%7D%5C'],
  ['https://a.example/#a#b##', 'https://a.example/#a%23b%23%23'],
  ['https://a.example/%0a%zz%', 'https://a.example/%0a%25zz%25'],
  ['https://a.example/\u202Eé<b>', 'https://a.example/%E2%80%AE%C3%A9%3Cb%3E'],
  ['https://a.example/\uD800', 'https://a.example/%EF%BF%BD'],
])('%s becomes %s', (address, expected) => {
  expect(strictUri(address)).toBe(expected);
  expect(strictUri(expected)).toBe(expected);
});
