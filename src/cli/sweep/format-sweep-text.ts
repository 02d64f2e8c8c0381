import { SEVERITIES } from '../../findings/severity.ts';
import { severityTotals } from '../../remediation/sweep/sweep-report.ts';
import type { RepositoryRow, SweepReport } from '../../remediation/sweep/sweep-report.ts';
import type { Colors } from '../terminal.ts';
import { table } from './text-table.ts';

/** Totals, the rules and repositories with most, images that are over, and what failed. */
export function formatSweepText(report: SweepReport, colors: Colors): string {
  const failed = report.repositories.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'misconfigured',
  );
  const worst = report.repositories.filter(hasFindings);
  const ended = report.images.filter(({ isEnded }) => isEnded);
  return [
    summary(report, colors),
    table(
      colors,
      'Findings by rule',
      ['rule', 'severity', 'found', 'cured by a merge', 'in'],
      [
        ...report.rules.map((one) => [
          one.rule,
          one.severity,
          String(one.count),
          String(one.curable),
          repositories(one.repositories),
        ]),
      ],
    ),
    table(
      colors,
      'Worst repositories',
      ['repository', ...SEVERITIES, 'proposals', 'waiting'],
      [
        ...worst.map((one) => [
          one.name,
          ...SEVERITIES.map((severity) => String(one.findings[severity])),
          String(one.proposals),
          String(one.waiting),
        ]),
      ],
    ),
    table(
      colors,
      'Images beyond their end',
      ['image', 'ended', 'in', 'next'],
      [
        ...ended.map((one) => [
          one.reference,
          `${one.line ?? ''} ${one.endOfLife ?? ''}`.trim(),
          repositories(one.repositories),
          one.upgrade ?? '',
        ]),
      ],
    ),
    table(
      colors,
      'Not done',
      ['repository', 'why'],
      [...failed.map(({ name, note }) => [name, note ?? ''])],
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function hasFindings({ findings }: RepositoryRow): boolean {
  return SEVERITIES.some((severity) => findings[severity] > 0);
}

function repositories(count: number): string {
  return count === 1 ? '1 repository' : `${count} repositories`;
}

function summary(report: SweepReport, colors: Colors): string {
  const { owner, isDry, end, exclusions, proposals } = report;
  const count = (outcome: RepositoryRow['outcome']) =>
    report.repositories.filter((one) => one.outcome === outcome).length;
  const leftOut = exclusions.map(({ reason, count: some }) => `${some} ${reason}`).join(', ');
  const { found } = severityTotals(report);
  const made = Object.entries(proposals).filter(([, some]) => some > 0);
  const findings = SEVERITIES.map((severity) => `${found[severity]} ${severity}`).join(', ');
  return [
    `${colors.inverse(` ${owner} `)} ${END[end]}${isDry ? ' (dry run, nothing written)' : ''}`,
    `${repositories(report.repositories.length)}: ${count('looked')} looked at, ${count('unchanged')} unchanged, ${count('disabled')} turned off, ${count('failed') + count('misconfigured')} not done`,
    leftOut === '' ? '' : `left out: ${leftOut}`,
    `findings: ${findings}`,
    `pull requests: ${made.map(([state, some]) => `${some} ${state}`).join(', ') || 'none'}`,
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

const END = { complete: 'swept', stopped: 'stopped midway', broken: 'broken off' } as const;
