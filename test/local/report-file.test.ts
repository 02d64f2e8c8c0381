import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReportFile } from '../../src/local/report-file.ts';
import { makeFolder } from './folders.ts';

const TEXT = '{"Ω": "a report"}';

function fileOf(bytes: Uint8Array | string): string {
  const path = join(makeFolder(), 'report.json');
  writeFileSync(path, bytes);
  return path;
}

/** As PowerShell writes what a command prints. */
function utf16(mark: readonly number[], order: 'little' | 'big'): Uint8Array {
  const bytes = Buffer.from(TEXT, 'utf16le');
  return Buffer.concat([Uint8Array.from(mark), order === 'big' ? bytes.swap16() : bytes]);
}

describe('a report is read', () => {
  it.each([
    ['in UTF-8', TEXT],
    ['in UTF-8 with a byte order mark', `\uFEFF${TEXT}`],
    ['in UTF-16, little end first', utf16([0xff, 0xfe], 'little')],
    ['in UTF-16, big end first', utf16([0xfe, 0xff], 'big')],
  ])('%s', (_, bytes) => {
    expect(readReportFile(fileOf(bytes))).toEqual({ ok: true, text: TEXT });
  });

  it('though a description holds a broken character', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3]), Buffer.from('"}')]);
    expect(readReportFile(fileOf(bytes))).toEqual({ ok: true, text: '{"a":"\uFFFD"}' });
  });
});

describe('a report is refused', () => {
  it('when it is too large, with the limit', () => {
    const path = fileOf('');
    // A file with a hole: it takes no room on disk.
    truncateSync(path, 1024 ** 3);
    const reason =
      'it is larger than the limit of 256 MiB (1024 MiB); let the scanner look at fewer images, or at vulnerabilities alone';
    expect(readReportFile(path)).toEqual({ ok: false, reason });
  });

  it('when it is binary', () => {
    const reason = 'it is a binary file (it holds NUL bytes)';
    expect(readReportFile(fileOf(Uint8Array.from([1, 0, 2])))).toEqual({ ok: false, reason });
  });

  it('when it is a folder, or is not there', () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'a'));
    expect(readReportFile(join(folder, 'a'))).toEqual({
      ok: false,
      reason: 'it is a folder; name the report in it',
    });
    const reason = 'there is no such file or folder';
    expect(readReportFile(join(folder, 'b'))).toEqual({ ok: false, reason });
  });
});
