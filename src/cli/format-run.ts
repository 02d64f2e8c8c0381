import { groupBy } from '../remediation/body/grouping.ts';
import { leftImagesText } from '../remediation/left-images.ts';
import type { LeftFinding } from '../remediation/proposal.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { ProposalResult, WithdrawalResult } from '../remediation/remediate.ts';
import { formatDiff } from './format-diff.ts';
import { appliedJson, leftJson } from './fix-json.ts';
import { formatReports } from './format-reports.ts';
import { printable, printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';

const LEFT_ROWS = 15;
const LEFT_IDS = 3;

/** Per proposal the branch, the title, the diff and the pull request text; then what was left. */
export function formatRunText(report: RemediationReport, colors: Colors): string {
  const parts = report.results.map((result, index) =>
    formatProposal(result, `${index + 1} of ${report.results.length}`, colors),
  );
  return [
    ...parts,
    ...report.waiting.map(
      ({ title, branch }) =>
        `${colors.yellow('waits')} ${printableLine(title)} (${branch}): the limit of open pull requests is reached\n`,
    ),
    ...report.withdrawn.map(({ withdrawal, outcome }) =>
      formatWithdrawal(withdrawal.past.name, outcome, colors),
    ),
    ...report.skipped.map(
      ({ path, reason }) => `${colors.yellow('skipped')} ${printableLine(path)}: ${reason}\n`,
    ),
    ...report.leftToBots.map((left) => `${leftImagesText(left)}\n`),
    formatLeft(report, colors),
    report.reports === null ? '' : formatReports(report.reports, colors),
    parts.length === 0 ? 'Nothing to propose.\n' : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function formatProposal(
  { proposal, outcome }: ProposalResult,
  position: string,
  colors: Colors,
): string {
  const state = outcome === null ? 'dry run, nothing written' : describeOutcome(outcome);
  const diffs = proposal.files.map((file) => formatDiff(file, colors, 'people')).join('');
  return [
    `${colors.inverse(` Proposal ${position} `)} ${colors.bold(printableLine(proposal.title))}`,
    `${colors.dim('branch')} ${proposal.branch} ${colors.dim(`(${state})`)}`,
    '',
    diffs,
    colors.dim('Pull request text'),
    indent(printable(proposal.body.trimEnd()), colors),
    '',
  ].join('\n');
}

function formatWithdrawal(
  name: string,
  outcome: WithdrawalResult['outcome'],
  colors: Colors,
): string {
  const state = outcome?.kind === 'refused' ? `it stays: ${outcome.reason}` : 'taken back';
  const dry = outcome === null ? ' (dry run, nothing done)' : '';
  return `${colors.yellow('over')} ${printableLine(name)}: nothing asks for it any more; ${state}${dry}\n`;
}

function describeOutcome(outcome: NonNullable<ProposalResult['outcome']>): string {
  return outcome.kind === 'refused' ? `not written: ${outcome.reason}` : outcome.kind;
}

function indent(text: string, colors: Colors): string {
  return text
    .split('\n')
    .map((line) => `${colors.dim('│')} ${line}`.trimEnd())
    .join('\n');
}

function formatLeft({ left }: RemediationReport, colors: Colors): string {
  if (left.length === 0) return '';
  const groups = [
    ...groupBy(left, ({ path, line, rule, reason }) =>
      [path, line, rule, reason].join('\n'),
    ).values(),
  ];
  const rows = groups.slice(0, LEFT_ROWS).flatMap(leftRow);
  const more = groups.slice(LEFT_ROWS).flat().length;
  const rest = more > 0 ? [`  and ${more} more: seaworthy check lists them`] : [];
  return `${[colors.bold('Left alone'), ...rows, ...rest].join('\n')}\n`;
}

/** One line for all advisories that are left for the same reason. */
function leftRow(group: readonly LeftFinding[]): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const ids = group.flatMap(({ traced }) => (traced === null ? [] : [traced.vulnerability.id]));
  const shown = [...new Set(ids)].slice(0, LEFT_IDS).join(', ');
  const more = ids.length > LEFT_IDS ? ' and more' : '';
  const advisories = ids.length === 0 ? '' : ` ${shown}${more}`;
  const { path, line, rule, reason } = first;
  return [`  ${printableLine(`${path}:${line} ${rule}${advisories}: ${reason}`)}`];
}

/** DESIGN's JSON of `run`. */
export function formatRunJson(report: RemediationReport): string {
  const proposals = report.results.map(({ proposal, outcome }) => ({
    key: proposal.key,
    branch: proposal.branch,
    title: proposal.title,
    body: proposal.body,
    outcome,
    files: proposal.files.map(({ path, after }) => ({ path, after })),
    fixes: proposal.fixes.map((fix) => ({ path: fix.path, ...appliedJson(fix) })),
  }));
  const left = report.left.map((item) => ({ path: item.path, ...leftJson(item) }));
  const waiting = report.waiting.map(({ key, branch, title }) => ({ key, branch, title }));
  const withdrawn = report.withdrawn.map(({ withdrawal, outcome }) => ({
    branch: withdrawal.past.branch,
    outcome,
  }));
  const { leftToBots, skipped, reports } = report;
  const all = { version: 1, proposals, left, leftToBots, waiting, withdrawn, skipped };
  return `${JSON.stringify(reports === null ? all : { ...all, reports }, null, 2)}\n`;
}
