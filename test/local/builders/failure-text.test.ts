import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../src/local/builders/failure-text.ts';
import type { ProgramRun } from '../../../src/local/builders/run-program.ts';

const RUN: ProgramRun = { end: 'code', code: 1, output: '', errors: '' };

describe('the message of a failed build', () => {
  const rows: Readonly<Record<string, readonly [Partial<ProgramRun>, string]>> = {
    'is the last line that tells of an error': [
      { errors: 'Error: first\nError: no such file\nsome more\n' },
      'Error: no such file',
    ],
    'is the last line where none does': [{ output: 'one\ntwo\n\n' }, 'two'],
    'is the exit code where nothing was printed': [{ code: 3 }, 'it ended with code 3'],
    'steers no terminal': [
      { errors: '\u001B[31merror\u001B[0m: a\u202Eb\u0007\u001B]0;title\u0007' },
      'error: a b  ]0;title',
    ],
    'is short': [{ errors: 'error '.repeat(1000) }, 'error '.repeat(50).slice(0, 300)],
    'names the time that was over': [
      { end: 'timeout', code: null },
      'it took longer than 60 seconds',
    ],
  };

  it.each(Object.entries(rows))('%s', (_, [run, message]) => {
    expect(describeFailure({ ...RUN, ...run }, 60).message).toBe(message);
  });
});
