import { createHash } from 'node:crypto';
import { SEVERITIES } from '../../findings/severity.ts';
import { severityTotals } from '../../remediation/sweep/sweep-report.ts';
import type {
  RepositoryRow,
  SeverityCounts,
  SweepReport,
} from '../../remediation/sweep/sweep-report.ts';
import { bar, barRows, card, escapeHtml, fact, table } from './html-parts.ts';
import type { BarPart } from './html-parts.ts';
import { byAge, byEndOfLife } from './image-ages.ts';
import { PAGE_STYLE } from './page-style.ts';

const ROWS = 20;

const END = {
  complete: 'The sweep came to its end.',
  stopped: 'The sweep was stopped midway: what follows is a part.',
  broken: 'The sweep broke off midway: what follows is a part.',
} as const;

/**
 * One page that needs nothing else: no script, no address, one style sheet that the page's own policy names by its hash.
 * All text of others is escaped.
 */
export function formatSweepHtml(report: SweepReport): string {
  const hash = createHash('sha256').update(PAGE_STYLE).digest('base64');
  const owner = escapeHtml(report.owner);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${owner}: Dockerfiles</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<p class="brand">Seaworthy sweep</p>
<h1>${owner}</h1>
<p class="about">${escapeHtml(about(report))}</p>
</header>
<main>
${facts(report)}
${card('What a merge of everything would fix', merge(report), 'wide')}
${card('Findings by rule', rules(report), 'wide')}
${card('Images by age', barRows(byAge(report)))}
${card('Images by end of life', barRows(byEndOfLife(report)))}
${card('Worst repositories', worst(report), 'wide')}
${card('Images beyond their end', endedImages(report), 'wide')}
${card('Not done', failures(report), 'wide')}
</main>
<footer>Made by Seaworthy on ${escapeHtml(report.at.slice(0, 10))}. Nothing on this page was loaded from elsewhere.</footer>
</body>
</html>
`;
}

function about({ at, isDry, end, exclusions }: SweepReport): string {
  const day = at.slice(0, 16).replace('T', ' ');
  const dry = isDry ? ' Dry run: nothing was written.' : '';
  const leftOut = exclusions.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  return `${day} UTC. ${END[end]}${dry}${leftOut === '' ? '' : ` Left out: ${leftOut}.`}`;
}

function facts(report: SweepReport): string {
  const { repositories, rules: found, images, proposals } = report;
  const files = repositories.reduce((sum, one) => sum + one.files, 0);
  const all = found.reduce((sum, { count }) => sum + count, 0);
  const curable = found.reduce((sum, one) => sum + one.curable, 0);
  const unchanged = repositories.filter(({ outcome }) => outcome === 'unchanged').length;
  const made = Object.values(proposals).reduce((sum, count) => sum + count, 0);
  const ended = images.filter(({ isEnded }) => isEnded).length;
  return `<section class="facts">${[
    fact('Repositories', repositories.length, `${unchanged} unchanged since the last sweep`),
    fact('Dockerfiles', files, `${images.length} different images`),
    fact(
      'Findings',
      all,
      `${all === 0 ? 0 : Math.round((curable / all) * 100)} % cured by a merge`,
    ),
    fact(
      'Pull requests',
      made,
      `${report.isDry ? 'would be; ' : ''}${proposals.waiting} of them wait for room`,
    ),
    fact('Ended images', ended, `of ${images.length} in use`),
  ].join('')}</section>`;
}

function parts(counts: SeverityCounts): readonly BarPart[] {
  return SEVERITIES.map((severity) => ({ kind: severity, count: counts[severity] }));
}

function total(counts: SeverityCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}

function merge(report: SweepReport): string {
  const { found, remaining } = severityTotals(report);
  const most = total(found);
  const row = (label: string, counts: SeverityCounts) =>
    `<div class="row"><span class="label">${label}</span>${bar(parts(counts), most)}<span class="count">${total(counts)}</span></div>`;
  const legend = SEVERITIES.map(
    (severity) =>
      `<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${severity}" width="10" height="10" rx="3"/></svg>${severity}<b>${found[severity]}</b><span class="quiet">to ${remaining[severity]}</span></li>`,
  ).join('');
  return `<div class="rows tall">${row('Today', found)}${row('Then', remaining)}</div><ul class="legend">${legend}</ul>`;
}

function rules({ rules: all }: SweepReport): string {
  const rows = all.slice(0, ROWS).map(({ rule, severity, count, curable, repositories }) => ({
    label: rule,
    note: `${repositories} ${repositories === 1 ? 'repository' : 'repositories'}`,
    parts: [
      { kind: severity, count: curable },
      { kind: `${severity} faint` as const, count: count - curable },
    ],
  }));
  const more = all.length - rows.length;
  const rest = more > 0 ? `<p class="quiet">and ${more} more rules</p>` : '';
  return `<p class="quiet">Full colour: cured by a merge. Faint: left for a person.</p>${barRows(rows)}${rest}`;
}

function hasFindings({ findings }: RepositoryRow): boolean {
  return total(findings) > 0;
}

function worst({ repositories }: SweepReport): string {
  const rows = repositories.filter(hasFindings).slice(0, ROWS);
  const most = Math.max(...rows.map(({ findings }) => total(findings)), 1);
  return table(
    ['Repository', 'Findings', 'Critical', 'High', 'Medium', 'Cured', 'Pull requests'],
    rows.map(({ name, findings, curable, proposals, waiting }) => [
      `<b>${escapeHtml(name)}</b>`,
      bar(parts(findings), most),
      ...[findings.critical, findings.high, findings.medium].map(String),
      `${curable} of ${total(findings)}`,
      waiting === 0 ? String(proposals) : `${proposals} + ${waiting} waiting`,
    ]),
  );
}

function endedImages({ images }: SweepReport): string {
  const ended = images.filter(({ isEnded }) => isEnded).slice(0, ROWS);
  return table(
    ['Image', 'Line', 'Ended', 'Repositories', 'Next'],
    ended.map(({ reference, line, endOfLife, repositories, upgrade }) => [
      `<code>${escapeHtml(reference)}</code>`,
      escapeHtml(line ?? ''),
      escapeHtml(endOfLife ?? 'long ago'),
      String(repositories),
      upgrade === null ? '—' : `<code>${escapeHtml(upgrade)}</code>`,
    ]),
  );
}

function failures({ repositories }: SweepReport): string {
  const failed = repositories.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'misconfigured',
  );
  return table(
    ['Repository', 'Why'],
    failed
      .slice(0, ROWS * 5)
      .map(({ name, note }) => [`<b>${escapeHtml(name)}</b>`, escapeHtml(note ?? '')]),
  );
}
