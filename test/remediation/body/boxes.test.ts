import { describe, expect, it } from 'vitest';
import { printBox, tickedBoxes, withTicks } from '../../../src/remediation/body/boxes.ts';

const TEXT = [
  'Words',
  printBox('rebase', 'Rebuild'),
  printBox('request:review-numeric-user', 'Numeric `USER`'),
].join('\n');

describe('a box', () => {
  it('is read back once it is ticked', () => {
    expect(tickedBoxes(TEXT)).toEqual(new Set());
    const ticked = withTicks(TEXT, new Set(['request:review-numeric-user', 'unheard-of']));
    expect(tickedBoxes(ticked)).toEqual(new Set(['request:review-numeric-user']));
    expect(withTicks(ticked, new Set())).toBe(TEXT);
  });

  it('may be ticked by hand, on a page that ends lines in its own way', () => {
    const text = '* [X] <!-- seaworthy:pause --> Leave it\r\nmore\r\n';
    expect(tickedBoxes(text)).toEqual(new Set(['pause']));
    expect(withTicks(text, new Set())).toBe('* [ ] <!-- seaworthy:pause --> Leave it\r\nmore\r\n');
  });

  it.each([
    ['in a quote', '> - [x] <!-- seaworthy:rebase -->'],
    ['in code', '```\n- [x] <!-- seaworthy:rebase -->\n```'],
    ['within a line', 'text - [x] <!-- seaworthy:rebase -->'],
    ['of others', '- [x] <!-- rebase -->'],
  ])('%s is none of ours', (_name, text) => {
    expect(tickedBoxes(text)).toEqual(new Set());
    expect(withTicks(text, new Set())).toBe(text);
  });
});
