import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTextFile } from '../../src/local/text-file.ts';
import { LARGEST_TEXT, decodeText } from '../../src/remediation/decode-text.ts';
import { makeFolder } from './folders.ts';

const reads: Readonly<Record<string, string>> = {
  'an empty file': '',
  'a byte order mark, which stays in the text': '\uFEFFFROM alpine\n',
  'carriage returns, which stay in the text': 'FROM alpine\r\nUSER app\r\n',
  'letters outside ASCII': 'LABEL town="Łódź" sign="🚢"\n',
  'the replacement character itself': 'LABEL a="\uFFFD"\n',
};

const refuses: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  'bytes with a NUL': [Uint8Array.of(70, 0, 82), /binary file/],
  'UTF-16, which is full of NULs': [Buffer.from('\uFEFFFROM a', 'utf16le'), /binary file/],
  'Latin-1': [Buffer.from('LABEL a="caf\u00e9"\n', 'latin1'), /not valid UTF-8/],
  'half a character at the end': [Uint8Array.of(70, 0xe2, 0x82), /not valid UTF-8/],
  'a surrogate written as UTF-8': [Uint8Array.of(0xed, 0xa0, 0x80), /not valid UTF-8/],
  'a byte more than the limit': [
    Buffer.alloc(LARGEST_TEXT + 1, 'a'),
    /limit of 2 MiB \(2\.0 MiB\)/,
  ],
};

describe('decodeText', () => {
  test.each(Object.entries(reads))('reads %s, and the same bytes come back', (_, text) => {
    expect(decodeText(Buffer.from(text))).toEqual({ ok: true, text });
  });

  test.each(Object.entries(refuses))('refuses %s', (_, [bytes, reason]) => {
    expect(decodeText(bytes)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason) as string,
    });
  });

  test('reads as many bytes as the limit', () => {
    expect(decodeText(Buffer.alloc(LARGEST_TEXT, 'a')).ok).toBe(true);
  });
});

describe('readTextFile', () => {
  test('reads a file', () => {
    const folder = makeFolder({ Dockerfile: 'FROM alpine\n' });
    expect(readTextFile(join(folder, 'Dockerfile'))).toEqual({ ok: true, text: 'FROM alpine\n' });
  });

  test('refuses a huge file by its size, without reading it', () => {
    const folder = makeFolder({ Dockerfile: '' });
    truncateSync(join(folder, 'Dockerfile'), 2 ** 40);
    expect(readTextFile(join(folder, 'Dockerfile'))).toEqual({
      ok: false,
      reason: 'it is larger than the limit of 2 MiB (1048576.0 MiB)',
    });
  });

  test('says that a file is missing', () => {
    const reason = 'there is no such file or folder';
    expect(readTextFile(join(makeFolder(), 'Dockerfile'))).toEqual({ ok: false, reason });
  });

  test('says that a parent is no folder', () => {
    const folder = makeFolder({ Dockerfile: '' });
    const reason = 'there is no such file or folder';
    expect(readTextFile(join(folder, 'Dockerfile/Dockerfile'))).toEqual({ ok: false, reason });
  });

  test('says that a path is a folder', () => {
    expect(readTextFile(makeFolder())).toEqual({ ok: false, reason: 'it is a folder' });
  });

  test.skipIf(process.platform === 'win32')('does not wait for a pipe nor read a device', () => {
    const pipe = join(makeFolder(), 'Dockerfile');
    execFileSync('mkfifo', [pipe]);
    const reason = 'it is not a regular file';
    expect(readTextFile(pipe)).toEqual({ ok: false, reason });
    expect(readTextFile('/dev/zero')).toEqual({ ok: false, reason });
  });
});
