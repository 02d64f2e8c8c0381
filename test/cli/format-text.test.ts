import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatCheckText } from '../../src/cli/format-text.ts';
import { HOSTILE, SAMPLE, sampleCheck } from './sample-check.ts';

const plain = pc.createColors(false);

describe('the text of a check', () => {
  it('shows place, severity, rule, message, line and remedy, and sums up', () => {
    expect(formatCheckText(SAMPLE, plain)).toBe(
      [
        'api/Dockerfile:2:1  medium  copy-not-add  `ADD` does more than it must.',
        '    ADD . /app',
        '    fix (safe): Use COPY',
        'api/Dockerfile:5:1  high    no-root       USER is root.',
        '    USER root',
        '    left: nobody else is known',
        '',
        'web/Dockerfile:2:1  low  one-line-expose  EXPOSE goes over several lines.',
        '    EXPOSE 80 \\',
        '    fix (review): Join the lines',
        '    not known: nobody reads the lines',
        '',
        'x.Dockerfile: skipped: a template, not a Dockerfile that the builder accepts as it is',
        '',
        '3 problems in 2 of 4 files: 1 high, 1 medium, 1 low; 1 with a safe fix; 1 with a fix to review; 1 ignored',
        '',
      ].join('\n'),
    );
  });

  it('is coloured where colours are wanted, and says the same', () => {
    const coloured = formatCheckText(SAMPLE, pc.createColors(true));
    expect(coloured).toContain('\u001B[31mhigh');
    // eslint-disable-next-line no-control-regex -- these are the colours that are taken out again
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(formatCheckText(SAMPLE, plain));
  });

  it('is short when there is nothing to say', () => {
    const clean = sampleCheck({ Dockerfile: 'FROM a\n' });
    expect(formatCheckText(clean, plain)).toBe('No problems in 1 file\n');
    expect(formatCheckText({ files: [], rules: [], reports: null, known: null }, plain)).toBe('');
  });

  it('tells what was ignored though there is nothing else', () => {
    const text = '# seaworthy ignore-file=all\nFROM a\nADD b c\nADD d e\n';
    const result = sampleCheck({ Dockerfile: text, other: 'FROM a\n' });
    expect(formatCheckText(result, plain)).toBe('No problems in 2 files; 2 ignored\n');
  });

  it('shows no line where it is blank', () => {
    const { files, rules } = sampleCheck({ Dockerfile: 'FROM a\nUSER root\n' });
    const blank = files.map((file) => ({ ...file, text: 'FROM a\n \n' }));
    expect(
      formatCheckText({ files: blank, rules, reports: null, known: null }, plain)
        .split('\n')
        .slice(0, 2),
    ).toEqual(['Dockerfile:2:1  high  no-root  USER is root.', '    left: nobody else is known']);
  });

  it('cuts long lines', () => {
    const result = sampleCheck({ Dockerfile: `FROM a\nADD ${'x '.repeat(500_000)}/\n` });
    const [, excerpt] = formatCheckText(result, plain).split('\n');
    expect(excerpt).toMatch(/^ {4}ADD (?:x )+x?…$/);
    expect(excerpt?.length).toBe(104);
  });

  it('lets nothing from a file steer the terminal', () => {
    const text = formatCheckText(HOSTILE, plain);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}]/u);
    expect(text).toContain(String.raw`a,b:c%\x1b[31m\n::error::x/Dockerfile:2:1  high  no-root`);
    expect(text).toContain(String.raw`USER root\x1b]0;title\x07 \u202eevil`);
  });
});
