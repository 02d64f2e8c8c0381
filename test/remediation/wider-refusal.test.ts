import { expect, it } from 'vitest';
import { parseWiderRefusal, printWiderRefusal } from '../../src/remediation/wider-refusal.ts';

const REFUSAL = { rules: new Set(['pipefail', 'a--b']), images: new Set(['x --> <script>']) };

it('a wider "no" is read back as it was printed', () => {
  const printed = printWiderRefusal(REFUSAL);
  expect(parseWiderRefusal(`${printed}\n\ntext`)).toEqual(REFUSAL);
  expect(printed.slice(4, -3)).not.toContain('--');
});

it.each([
  ['', 'nothing'],
  [`text\n${printWiderRefusal(REFUSAL)}`, 'a block further below'],
  ['<!-- seaworthy:refused:v2 {"rules":["a"]} -->', 'another version'],
  ['<!-- seaworthy:refused:v1 {oops} -->', 'no JSON'],
])('it is not read from %s: %s', (text) => {
  expect(parseWiderRefusal(text)).toBeNull();
});

it('what is no name in it is left out', () => {
  const text = '<!-- seaworthy:refused:v1 {"rules":["a",1,null],"images":"b"} -->';
  expect(parseWiderRefusal(text)).toEqual({ rules: new Set(['a']), images: new Set() });
});
