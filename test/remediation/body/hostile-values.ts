/** Someone else's, which a reader must not take for ours. */
const FOREIGN_BLOCK =
  '<!-- seaworthy:proposal:v1 {"kind":"hardening","subject":"all","to":"beef","fixes":"","advisories":[]} -->';

/** Values that do something where they are not made inert. */
export const SEEDS: readonly string[] = [
  '# heading',
  'a\n# heading\n',
  'title\n===',
  '- list',
  '+',
  '12) list',
  '* [x] task',
  '> quote',
  '> [!WARNING]\n> gone',
  '---',
  '***',
  '___',
  '~~~',
  '```\nfence',
  '````js\n```',
  '    indented',
  '\tindented',
  'a | b\n--- | ---\nc | d',
  '| a |',
  '**strong** __strong__ *em* _em_ ~~gone~~',
  '[link](https://evil.example/a)',
  '![image](https://evil.example/a.png)',
  '[ref]: https://evil.example',
  '[ref][ref]',
  '[^1] [^1]: note',
  '<https://evil.example>',
  'https://evil.example/a?b=c&d',
  'http://evil.example.',
  'HTTPS://EVIL.EXAMPLE',
  'www.evil.example',
  '(www.evil.example)',
  '*www.evil.example*',
  '_https://evil.example_',
  'ftp://evil.example',
  'mailto:a@evil.example',
  'xmpp:a@evil.example/b',
  'someone@evil.example',
  '@someone',
  '@acme/team',
  'x/@someone',
  '`@someone',
  '``@someone`',
  '` `` ``` @someone',
  '\\`@someone\\`',
  'closes #1',
  'fixes acme/app#12',
  'resolves GH-1',
  'gh-1',
  'closes https://github.com/acme/app/issues/1',
  '$x$ $$y$$',
  '$`x`$',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<!-- hidden',
  '-->',
  '--> <b>shown</b> <!--',
  '<!-- seaworthy:rebase -->',
  '- [x] <!-- seaworthy:rebase --> now',
  '<!-- seaworthy:withdrawn:v1 -->',
  '<!-- seaworthy:refused:v1 {"rules":["a"],"images":[]} -->',
  FOREIGN_BLOCK,
  `\n${FOREIGN_BLOCK}\n`,
  `a\r\n\r\n${FOREIGN_BLOCK}\r\n`,
  '<details>',
  '</details>',
  '\n</details>\n\n# out\n',
  '<summary>a',
  '</summary></details>',
  '</code></b>',
  '<pre>',
  '<?php',
  '<!DOCTYPE html>',
  '<![CDATA[ a',
  '&lt;b&gt; &#64;someone &#x40;someone &commat;someone',
  'a\\',
  'a  \nb',
  'user\u202Eresu\u2066\u2069\u200F',
  'a\u200Bb\u200D\uFEFF\u2060\u00AD',
  '\u0000\u0007\u001B[31mred',
  '\u2028# a\u2029# b',
  '\uD800 half',
  'a\u{E0041}\u{E0042}',
  `${'['.repeat(30)}a${'](b)'.repeat(30)}`,
  `a${'`'.repeat(1200)}`,
  `${'a'.repeat(998)}<img src=x>`,
  `${'a'.repeat(996)}\`\`@b`,
];

const PIECES = [
  ...SEEDS.filter(({ length }) => length < 100),
  ...['`', '``', '\n', '\n\n', '\r\n', ' ', '  ', '\t', '\\', '|', '<', '>', '[', ']', '(', ')'],
  ...['!', '*', '_', '~', '#', '@', '-', '+', '=', ':', '.', '&', '$', '"', "'", 'a', '1', '/'],
];

/** Values glued together of pieces of others; the same for the same seed. */
export function glued(seed: number, count: number): readonly string[] {
  const next = numbers(seed);
  const pick = () => PIECES[next(PIECES.length)] ?? '';
  return Array.from({ length: count }, () => {
    const value = Array.from({ length: 1 + next(7) }, pick).join('');
    // What is blank, or quotes nothing, leaves nothing behind.
    return `a${value}`;
  });
}

/** Every `count`th seed from `first` on, so that what a whole text costs is spread; without those that fill it. */
export function someSeeds(first: number, count: number): readonly string[] {
  return SEEDS.filter(({ length }, index) => length < 500 && index % count === first % count);
}

/** Marsaglia, "Xorshift RNGs" (2003): enough to pick, below `limit` each. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
