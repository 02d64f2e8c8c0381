import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../src/cli/format-github.ts';
import { HOSTILE, SAMPLE } from './sample-check.ts';

describe('the annotations of a check', () => {
  it('are one command a line, with columns only within one line', () => {
    expect(formatGithub(SAMPLE).split('\n')).toEqual([
      '::warning file=api/Dockerfile,line=2,endLine=2,col=1,endColumn=4,title=copy-not-add::`ADD` does more than it must.%0AFix (safe): Use COPY',
      '::error file=api/Dockerfile,line=5,endLine=5,col=1,endColumn=10,title=no-root::USER is root.%0ALeft alone: nobody else is known',
      '::notice file=web/Dockerfile,line=2,endLine=3,title=one-line-expose::EXPOSE goes over several lines.%0AFix (review): Join the lines',
      '::notice file=x.Dockerfile::skipped: a template, not a Dockerfile that the builder accepts as it is',
      '',
    ]);
  });

  it('hold no command of a file', () => {
    const lines = formatGithub(HOSTILE).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(
      String.raw`::error file=a%2Cb%3Ac%25\x1b[31m%0A%3A%3Aerror%3A%3Ax/Dockerfile,line=2,`,
    );
    expect(lines[0]).toContain('%250A');
  });
});
