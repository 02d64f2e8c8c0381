import type { Manner } from '../contribute/etiquette/manner.ts';
import type { Remark } from '../contribute/past-contributions.ts';
import type { Offer } from '../github/contribute/make-offer.ts';
import type { Preparation } from '../github/contribute/prepare-contribution.ts';
import type { ProposalOutcome } from '../remediation/repository.ts';
import { formatDiff } from './format-diff.ts';
import { printable, printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';

/** What manners say, what was said on an open contribution, and the whole of the offer: text and diff. */
export function formatContributionText(prepared: Preparation, colors: Colors): string {
  const { manners, open, offer, stops } = prepared;
  const rows = manners.map((manner) => `  ${mannerRow(manner, stops, colors)}\n`);
  const said = formatRemarks(open?.remarks ?? []);
  const parts = [
    rows.length === 0 ? '' : `${colors.bold('Manners')}\n${rows.join('')}`,
    open === null ? '' : `${colors.bold(`Open: ${printableLine(open.url)}`)}\n${said}`,
    offer === null ? '' : formatOffer(offer, colors),
    stops.length > 0 ? 'Nothing is offered here.\n' : '',
    stops.length === 0 && offer === null ? 'Nothing to offer.\n' : '',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Of somebody's words so many are shown. */
const LONGEST_REMARK = 500;

/** A line for each. */
export function formatRemarks(remarks: readonly Remark[]): string {
  return remarks
    .map(({ author, text, path, line }) => {
      const place = path === null ? '' : `, ${path}${line === null ? '' : `:${line}`}`;
      return `  ${printableLine(`${author}${place}: ${text.slice(0, LONGEST_REMARK)}`)}\n`;
    })
    .join('');
}

function mannerRow(manner: Manner, stops: readonly Manner[], colors: Colors): string {
  const { id, verdict, reason, from } = manner;
  const isStop = stops.includes(manner);
  const cure =
    isStop && manner.verdict === 'stop' && !manner.isFinal ? `; --despite ${id} sets it aside` : '';
  const paint = isStop ? colors.red : colors.dim;
  return printableLine(`${verdict} ${id}: ${reason} (${from})${cure}`)
    .split('\n')
    .map((line) => paint(line))
    .join('');
}

/** Text and diff, whole. */
export function formatOffer(
  { proposal, base, isDraft, hasMoved, commitMessage }: Offer,
  colors: Colors,
): string {
  const diffs = proposal.files.map((file) => formatDiff(file, colors, 'people')).join('');
  return [
    colors.bold(printableLine(proposal.title)),
    colors.dim(`${isDraft ? 'draft ' : ''}pull request from your fork, to ${printableLine(base)}`),
    ...(hasMoved ? [colors.dim(`${printableLine(base)} has moved since`)] : []),
    '',
    diffs,
    colors.dim('Commit message, to which a hidden line adds the commit that it stands on'),
    printable(commitMessage),
    colors.dim('Pull request text; where the fork is made for it, a hidden line says so'),
    printable(proposal.body),
  ].join('\n');
}

/** The same for programs. */
export function formatContributionJson(
  { manners, stops, open, offer }: Preparation,
  outcome: ProposalOutcome | null,
): string {
  const told = (list: readonly Manner[]) =>
    list.map(({ id, verdict, reason, from }) => ({ id, verdict, reason, from }));
  const json = {
    version: 1,
    manners: told(manners),
    stops: told(stops),
    open: open === null ? null : { number: open.number, url: open.url, remarks: open.remarks },
    offer:
      offer === null
        ? null
        : {
            ...{ title: offer.proposal.title, body: offer.proposal.body, base: offer.base },
            ...{ branch: offer.proposal.branch, draft: offer.isDraft },
            files: offer.proposal.files.map(({ path, after }) => ({ path, after })),
          },
    outcome,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
