import { describe, expect, it } from 'vitest';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import rule from '../../src/rules/secret-in-image.ts';
import { testRule } from './rule-table.ts';
import { scansOf } from './scanned-images.ts';

const KEY = { name: 'app/server.key', type: 'secret', id: 'private-key' };

testRule(rule, {
  passes: {
    'nothing was scanned': 'FROM a\nCOPY . .\n',
    'a scanner found a vulnerability only': [
      'FROM a\nCOPY . .\n',
      [{ line: 2, name: 'lodash', type: 'npm', version: '1' }],
    ],
    'an ignore file accepts it': [
      'FROM a\nCOPY . .\n',
      [{ ...KEY, line: 2, silencedBy: '.trivyignore' }],
    ],
    'the file is ignored by now': {
      text: 'FROM a\nCOPY . /app\n',
      scanned: [{ ...KEY, line: 2, file: 'server.key' }],
      files: { 'server.key': '', '.dockerignore': '*.key\n' },
    },
    'a comment says why it is fine': [
      'FROM a\n# seaworthy ignore=secret-in-image: a sample\nCOPY . .\n',
      [{ ...KEY, line: 3 }],
    ],
  },
  fixes: {
    'a folder with the file is copied': {
      before: 'FROM a\nCOPY . /app\n',
      after: 'FROM a\nCOPY . /app\n',
      scanned: [{ ...KEY, line: 2, file: 'server.key' }],
      files: { 'server.key': '' },
      filesAfter: { '.dockerignore': 'server.key\n' },
    },
  },
  leaves: {
    'the file is named by a COPY': {
      text: 'FROM a\nCOPY server.key /app/\n',
      lines: [2],
      scanned: [{ ...KEY, line: 2, file: 'server.key' }],
      files: { 'server.key': '' },
    },
    'it is copied': ['FROM a\nCOPY . .\n', [2], /\.dockerignore/, [{ ...KEY, line: 2 }]],
    'a RUN writes it': ['FROM a\nRUN x\n', [2], /--mount=type=secret/, [{ ...KEY, line: 2 }]],
    'the base image has it': [
      'FROM a\nRUN x\n',
      [1],
      /^it comes with the base/,
      [{ ...KEY, line: 1 }],
    ],
  },
});

describe('secret-in-image', () => {
  it('says where it is and who found it, and hides the line', () => {
    const scans = scansOf({ scanned: [{ ...KEY, line: 2 }] });
    const file = { path: 'Dockerfile', text: 'FROM a\nRUN echo TOP-SECRET > /app/server.key\n' };
    const { findings } = checkFile(file, { ...plainContext([rule]), scans });
    expect(findings).toMatchObject([
      {
        message:
          'A scanner found a secret in `app/server.key` (private-key), and this line brought it.',
        sensitive: true,
        witnesses: ['seaworthy', 'Trivy'],
      },
    ]);
  });
});
