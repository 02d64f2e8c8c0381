import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatSweepCsv } from '../../../src/cli/sweep/format-sweep-csv.ts';
import { formatSweepHtml } from '../../../src/cli/sweep/format-sweep-html.ts';
import { formatSweepText } from '../../../src/cli/sweep/format-sweep-text.ts';
import { byAge, byEndOfLife } from '../../../src/cli/sweep/image-ages.ts';
import type { BarRow } from '../../../src/cli/sweep/html-parts.ts';
import { NO_COLORS } from '../../../src/cli/terminal.ts';
import { sampleReport } from './sample-report.ts';

const HOSTILE = `=1+1,"<script>alert('x')</script>\u001B[31m\u202E`;

test('the page lets nothing of others become more than text', () => {
  const page = formatSweepHtml(sampleReport(HOSTILE));
  for (const piece of ['<script', '\u001B', '\u202E', "alert('"]) expect(page).not.toContain(piece);
  expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)');
});

test('the page needs nothing else, and its own policy allows its style alone', () => {
  const page = formatSweepHtml(sampleReport('debian:10'));
  const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
  expect(page).not.toMatch(/https?:|url\(|@import|<link|<img|<script|style="| on\w+="/);
});

test('the page shows what a merge of everything would fix', () => {
  const page = formatSweepHtml(sampleReport('debian:10'));
  expect(page).toContain('aria-label="1 critical, 3 high, 0 medium, 0 low, 0 info"');
  expect(page).toContain('aria-label="1 critical, 0 high, 0 medium, 0 low, 0 info"');
  expect(page).toContain('75 % cured by a merge');
  expect(page).toContain('<td data-head="High">3</td><td class="none" data-head="Medium">0</td>');
});

test('a cell of the table is no formula, and keeps its quotes and commas', () => {
  const rows = formatSweepCsv(sampleReport('=1+1,"a"')).split('\r\n');
  expect(rows[3]).toBe(`acme/old,failed,1,0,0,0,0,0,0,1,1,0,"'=1+1,""a"""`);
  expect(rows[1]).toBe('acme/api,looked,1,1,3,0,0,0,3,1,1,2,');
});

test('the text sums up, and shows nothing that a terminal would obey', () => {
  const text = formatSweepText(sampleReport(HOSTILE), NO_COLORS);
  expect(text).toContain('3 repositories: 1 looked at, 1 unchanged, 0 turned off, 1 not done');
  expect(text).toContain('findings: 1 critical, 3 high, 0 medium, 0 low, 0 info');
  expect(text).toMatch(/no-digest +high +3 +3 +1 repository/);
  expect(text).not.toContain('\u001B');
});

const counts = (rows: readonly BarRow[]) =>
  Object.fromEntries(
    rows.flatMap(({ label, parts: [part] }) =>
      part === undefined || part.count === 0 ? [] : [[label, part.count]],
    ),
  );

test('images are counted by their age and by the end of their lines', () => {
  const report = sampleReport('debian:10');
  expect(counts(byAge(report))).toEqual({ 'under a month': 1, 'over 2 years': 1, 'not known': 1 });
  expect(counts(byEndOfLife(report))).toEqual({ 'has ended': 1, later: 1, 'not known': 1 });
});
