import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { DownloadAnswer } from '../../src/findings/download.ts';
import { publishedSum, sumQuestions } from '../../src/findings/published-sums.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { factsFor } from '../../src/remediation/facts.ts';
import { cpuTime } from '../cpu-time.ts';

const SUM = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const FILE = 'https://a.test/v1/tool_1.2.0_linux.tar.gz';

/** What is found where `texts` are served, by address. */
function sumOf(texts: Readonly<Record<string, string>>, file = FILE) {
  const download = ({ address }: { readonly address: string }): DownloadAnswer => {
    const text = texts[address];
    return text === undefined
      ? { ok: false, reason: 'it is not found (404)' }
      : { ok: true, address, sha256: null, text };
  };
  const context = { ...plainContext([]), downloads: download };
  return publishedSum(new URL(file), factsFor(parseDockerfile('FROM a\n'), 'Dockerfile', context));
}

const BESIDE = `${FILE}.sha256`;
const LIST = 'https://a.test/v1/SHA256SUMS';

describe('a published checksum is read from', () => {
  it.each([
    ['a hash alone, beside the file', BESIDE, `${SUM}\n`],
    ['a hash in capitals', BESIDE, SUM.toUpperCase()],
    ['a line of sha256sum', BESIDE, `${SUM}  tool_1.2.0_linux.tar.gz\n`],
    [
      'a line with the mark of a binary file',
      LIST,
      `${OTHER} *b\r\n${SUM} *tool_1.2.0_linux.tar.gz\r\n`,
    ],
    ['a line with a folder', LIST, `${SUM}  ./dist/tool_1.2.0_linux.tar.gz\n`],
    ['a tagged line of BSD', LIST, `SHA256 (tool_1.2.0_linux.tar.gz) = ${SUM}\n`],
    [
      'the list of a release',
      'https://a.test/v1/tool_1.2.0_checksums.txt',
      `${SUM} tool_1.2.0_linux.tar.gz`,
    ],
  ])('%s', (_name, address, text) => {
    expect(sumOf({ [address]: text })).toEqual({ address, sha256: SUM });
  });
});

describe('no published checksum is', () => {
  it.each([
    ['that of another file', LIST, `${SUM}  tool_1.2.0_linux.tar.gz.asc\n`],
    ['a hash alone in a list', LIST, SUM],
    ['one of several hashes without names', BESIDE, `${SUM}\n${OTHER}\n`],
    ['a hash of another length', BESIDE, SUM.slice(2)],
    ['a page for people', BESIDE, `<html>${SUM}</html>`],
    ['a line with more words', LIST, `${SUM} tool_1.2.0_linux.tar.gz and more`],
  ])('%s', (_name, address, text) => {
    expect(sumOf({ [address]: text })).toBeNull();
  });

  it('known where nobody was asked', () => {
    const facts = factsFor(parseDockerfile('FROM a\n'), 'Dockerfile', plainContext([]));
    expect(publishedSum(new URL(FILE), facts)).toBeNull();
  });
});

it('the file itself is looked at before lists, and a folder has no checksum', () => {
  const [first] = sumQuestions(new URL(FILE));
  expect(first).toEqual({ address: BESIDE, wants: 'text' });
  expect(sumQuestions(new URL('https://a.test/v1/'))).toEqual([]);
});

it('a long list is read in linear time', () => {
  const text = `${'- '.repeat(100)}\n`.repeat(20_000);
  const start = cpuTime();
  expect(sumOf({ [LIST]: text })).toBeNull();
  expect(cpuTime() - start).toBeLessThan(2000);
});
