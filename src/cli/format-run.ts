import type { RemediationReport } from '../remediation/remediate.ts';
import type { ProposalResult } from '../remediation/remediate.ts';
import { formatDiff } from './format-diff.ts';
import { printable, printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';

const LEFT_ROWS = 15;

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
    ...report.skipped.map(
      ({ path, reason }) => `${colors.yellow('skipped')} ${printableLine(path)}: ${reason}\n`,
    ),
    formatLeft(report, colors),
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
  const rows = left
    .slice(0, LEFT_ROWS)
    .map(
      ({ path, line, rule, reason }) =>
        `  ${printableLine(path)}:${line} ${rule}: ${printable(reason)}`,
    );
  const more = left.length - rows.length;
  const rest = more > 0 ? [`  and ${more} more: seaworthy check lists them`] : [];
  return `${[colors.bold('Left alone'), ...rows, ...rest].join('\n')}\n`;
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
    fixes: proposal.fixes.map(({ path, rule, safety, title, effects, line }) => ({
      path,
      rule,
      safety,
      title,
      effects,
      line,
    })),
  }));
  const left = report.left.map(({ path, rule, reason, line }) => ({ path, rule, reason, line }));
  const waiting = report.waiting.map(({ key, branch, title }) => ({ key, branch, title }));
  return `${JSON.stringify({ version: 1, proposals, left, waiting, skipped: report.skipped }, null, 2)}\n`;
}
