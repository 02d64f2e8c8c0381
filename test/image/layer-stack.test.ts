import { expect, it } from 'vitest';
import { stackLayers } from '../../src/image/layer-stack.ts';

type Layer = Readonly<Record<string, string>>;

/** The files that layers show, given from the newest to the oldest one. */
function show(...layers: readonly Layer[]): Layer {
  const stack = stackLayers();
  for (const layer of layers) {
    stack.addBelow(
      Object.entries(layer).map(([path, text]) => ({
        path,
        content: new TextEncoder().encode(text),
        link: null,
      })),
    );
  }
  const decoder = new TextDecoder();
  return Object.fromEntries(
    stack.files().map(({ path, content }) => [path, decoder.decode(content)]),
  );
}

it.each<readonly [string, readonly Layer[], Layer]>([
  ['the newest layer wins', [{ 'a/b': 'new' }, { 'a/b': 'old' }], { 'a/b': 'new' }],
  ['files of several layers are shown', [{ a: '1' }, { b: '2' }], { a: '1', b: '2' }],
  ['a whiteout hides a file of an older layer', [{ 'a/.wh.b': '' }, { 'a/b': 'old' }], {}],
  ['a whiteout hides a folder', [{ '.wh.a': '' }, { 'a/b/c': 'old' }], {}],
  ['a whiteout leaves its neighbours', [{ 'a/.wh.b': '' }, { 'a/bc': 'x' }], { 'a/bc': 'x' }],
  [
    'a file beside its own whiteout is shown',
    [{ 'a/.wh.b': '', 'a/b': 'new' }, { 'a/b': 'old' }],
    { 'a/b': 'new' },
  ],
  [
    'an opaque folder shows only what is newer',
    [
      { 'a/.wh..wh..opq': '', 'a/b': 'new' },
      { 'a/c': 'old', 'a/d/e': 'old', f: 'x' },
    ],
    { 'a/b': 'new', f: 'x' },
  ],
  ['an opaque root hides everything', [{ '.wh..wh..opq': '' }, { 'a/b': 'old' }], {}],
  [
    'a whiteout does not hide what a newer layer brings back',
    [{ 'a/b': 'newest' }, { 'a/.wh.b': '' }, { 'a/b': 'old' }],
    { 'a/b': 'newest' },
  ],
  ['a path named like a prototype is a path', [{ ['__proto__']: 'x' }], { ['__proto__']: 'x' }],
])('%s', (_name, layers, shown) => {
  expect(show(...layers)).toEqual(shown);
});
