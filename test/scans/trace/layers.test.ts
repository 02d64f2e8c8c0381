import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { alignHistory } from '../../../src/scans/trace/align-history.ts';
import { readLayers } from '../../../src/scans/trace/layers.ts';
import { newTarget } from '../../../src/scans/vocabulary/new-target.ts';

type Entry = readonly [createdBy: string, layer?: 'layer', comment?: string];

/** The owner of each layer: `base`, `own`, `gone`, `unknown`, or the keyword of the instruction. */
function owners(text: string, entries: readonly Entry[], base: readonly string[] | null = null) {
  const history = entries.map(([createdBy, layer, comment = null]) => {
    return { createdBy, comment, isEmpty: layer === undefined };
  });
  const count = history.filter(({ isEmpty }) => !isEmpty).length;
  const diffIds = Array.from({ length: count }, (_, index) => `d${index}`);
  const layerDigests = diffIds.map((id) => id.replace('d', 'c'));
  const target = newTarget({ kind: 'image', name: 'x', history, diffIds, layerDigests });
  const { ownerOf } = readLayers(target, alignHistory(parseDockerfile(text), null, history), base);
  const word = (layer: string): string => {
    const owner = ownerOf(layer);
    return owner.kind === 'instruction' ? owner.instruction.keyword : owner.kind;
  };
  expect(layerDigests.map(word)).toEqual(diffIds.map(word));
  return [...diffIds, 'other'].map(word).join(' ');
}

const BASE: readonly Entry[] = [['ADD rootfs.tar / # buildkit', 'layer'], ['CMD ["sh"]']];

describe('a layer, by diff id or digest, leads to', () => {
  it('the base image, the instruction, or nothing', () => {
    const entries: Entry[] = [
      ...BASE,
      ['RUN /bin/sh -c make # buildkit', 'layer'],
      ['USER x'],
      ['COPY a b # buildkit', 'layer'],
    ];
    expect(owners('FROM a\nRUN make\nUSER x\nCOPY a b', entries)).toBe('base RUN COPY unknown');
  });
  it('the whole of the file, where buildah made one layer', () => {
    const entries: Entry[] = [
      ...BASE,
      ['/bin/sh -c make'],
      ['/bin/sh -c #(nop) CMD ["x"]', 'layer', 'FROM localhost/base'],
    ];
    expect(owners('FROM a\nRUN make\nCMD ["x"]', entries)).toBe('base own unknown');
  });
  it('the whole of the stage, where buildah made one layer that ends with a COPY', () => {
    const file = `/bin/sh -c #(nop) COPY file:${'a'.repeat(64)} in /x`;
    const entries: Entry[] = [...BASE, ['/bin/sh -c make'], [file, 'layer', 'FROM localhost/base']];
    expect(owners('FROM a\nRUN make\nCOPY x /x', entries)).toBe('base own unknown');
  });
  it('the whole of the file, where it was squashed', () => {
    const entries: Entry[] = [
      ...BASE,
      ['/bin/sh -c make'],
      ['/bin/sh -c #(nop)  CMD ["x"]'],
      ['', 'layer', 'merge sha256:1 to sha256:2'],
    ];
    expect(owners('FROM a\nRUN make\nCMD ["x"]', entries)).toBe('base own unknown');
  });
  it('the base image by its layers, where the history is that of another file', () => {
    const entries: Entry[] = [
      ['bazel build', 'layer'],
      ['bazel build x', 'layer'],
    ];
    expect(owners('FROM a\nRUN make all\nCOPY x y', entries, ['d0'])).toBe('base unknown unknown');
  });
});
