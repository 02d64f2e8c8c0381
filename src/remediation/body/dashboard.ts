import type { PastProposal } from '../history.ts';
import { leftImagesText } from '../left-images.ts';
import type { Proposal } from '../proposal.ts';
import { branchOf } from '../propose.ts';
import type { RemediationReport } from '../remediate.ts';
import { printBox } from './boxes.ts';
import { LONGEST_BODY } from './cut-body.ts';
import { groupBy } from './grouping.ts';
import { code, prose } from './markdown.ts';

const MARK = '<!-- seaworthy:dashboard:v1 -->';

const ROWS = 100;

/** Rules and images of one refusal. */
const NAMES = 10;

const INTRODUCTION = `What Seaworthy proposes here, what waits and what was refused. Ticking a box needs write access. \`dashboard.enabled: false\` in \`.github/seaworthy.yml\` closes this issue.`;

/** True for the text of a dashboard. */
export function hasDashboardMark(body: string): boolean {
  return body.startsWith(MARK);
}

/** The text of the dashboard, in Markdown; what does not fit is left out, and that is said. */
export function writeDashboard(report: RemediationReport): string {
  const sections = [
    openSection(report),
    waitingSection(report.waiting),
    refusedSection(report.history.proposals),
    troubleSection(report),
    leftSection(report),
  ].filter((section) => section !== '');
  const look = printBox('look', 'Look at the repository again now');
  const head = `${MARK}\n${INTRODUCTION}\n\n${look}`;
  const all = sections.length === 0 ? ['Nothing is left to do.'] : sections;
  return `${fitSections(head, all)}\n`;
}

/** The box that asks for a proposal beyond the limit. */
function requestBox({ key }: Pick<Proposal, 'key'>): string {
  return `${REQUEST}${branchOf(key, '')}`;
}

const REQUEST = 'request:';
const AGAIN = 'again:';

/** What the ticks of a dashboard ask for. */
export interface DashboardRequests {
  /** Branches without their prefix, to be proposed beyond the limit. */
  readonly requested: ReadonlySet<string>;
  /** Numbers of closed pull requests whose "no" is taken back. */
  readonly again: readonly number[];
}

export function readRequests(ticked: ReadonlySet<string>): DashboardRequests {
  const behind = (prefix: string) =>
    [...ticked].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const numbers = behind(AGAIN).filter((text) => /^\d{1,9}$/.test(text));
  return { requested: new Set(behind(REQUEST)), again: numbers.map(Number) };
}

/** Kept for the titles of sections for which there is no room, and for the words that say so. */
const RESERVE = 1000;

function fitSections(head: string, sections: readonly string[]): string {
  let text = head;
  for (const section of sections) {
    text = `${text}\n\n${cutSection(section, LONGEST_BODY - RESERVE - text.length)}`;
  }
  return text;
}

/** As many whole lines as there is room for, the title in any case. */
function cutSection(section: string, room: number): string {
  if (section.length <= room) return section;
  const [title = '', ...lines] = section.split('\n');
  const kept = [title];
  let left = room - title.length;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return `${kept.join('\n').trimEnd()}\n\nMore than fits here.`;
}

function section(title: string, rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const more = rows.length - ROWS;
  const rest = more > 0 ? [`- and ${more} more`] : [];
  return `### ${title}\n\n${[...rows.slice(0, ROWS), ...rest].join('\n')}`;
}

function openSection({ results, history }: RemediationReport): string {
  const rows = results.map(({ proposal, outcome }) => {
    const known = history.proposals.find(
      ({ branch, state }) => branch === proposal.branch && state === 'open',
    );
    const address = outcome?.kind === 'refused' ? undefined : outcome?.address;
    const place = address ?? (known === undefined ? code(proposal.branch) : nameOf(known));
    const why = outcome?.kind === 'refused' ? `: ${prose(outcome.reason)}` : '';
    return `- ${prose(proposal.title)} (${place})${why}`;
  });
  return section('Open', [...rows, ...campaignRows(history.proposals)]);
}

/** What others have asked for everywhere is open here, too. */
function campaignRows(past: readonly PastProposal[]): readonly string[] {
  const open = past.filter(
    ({ state, block, name, branch }) =>
      state === 'open' && block?.key.kind === 'campaign' && name !== branch,
  );
  return open.map((one) => `- A campaign (${nameOf(one)}): ${code(one.branch)}`);
}

const NUMBER = /^#(\d{1,9})$/;

/** A number becomes a link; the name of a branch is a word of others. */
function nameOf({ name }: PastProposal): string {
  return NUMBER.test(name) ? name : code(name);
}

function waitingSection(waiting: readonly Proposal[]): string {
  const rows = waiting.map((proposal) => printBox(requestBox(proposal), prose(proposal.title)));
  return section('Waiting: tick one to have it now', rows);
}

function refusedSection(past: readonly PastProposal[]): string {
  const rows = past.flatMap(({ state, block, wider, name }) => {
    const number = NUMBER.exec(name)?.[1];
    if (state !== 'closed' || block === null || number === undefined) return [];
    const names = [...(wider?.rules ?? []), ...(wider?.images ?? [])].map(code);
    const all = names.length === 0 ? '' : `, and all of ${names.slice(0, NAMES).join(', ')}`;
    return [printBox(`${AGAIN}${number}`, `${name}: ${code(branchOf(block.key, ''))}${all}`)];
  });
  return section('Refused: tick one to be asked again', rows);
}

function troubleSection({ skipped, notices, withdrawn }: RemediationReport): string {
  const stayed = withdrawn.flatMap(({ withdrawal, outcome }) =>
    outcome?.kind === 'refused' ? [`- ${nameOf(withdrawal.past)}: ${prose(outcome.reason)}`] : [],
  );
  const files = skipped.map(({ path, reason }) => `- ${code(path)}: ${prose(reason)}`);
  return section('Could not be done or read', [
    ...stayed,
    ...files,
    ...notices.map((notice) => `- ${prose(notice)}`),
  ]);
}

function leftSection({ left, leftToBots }: RemediationReport): string {
  const groups = [...groupBy(left, ({ rule }) => rule)].sort((a, b) => b[1].length - a[1].length);
  const rows = groups.map(([rule, items]) => `- ${code(rule)}: ${items.length}`);
  const bots = leftToBots.map((one) => `- ${prose(leftImagesText(one))}`);
  const list = section('Left alone', [...bots, ...rows]);
  return rows.length === 0 ? list : `${list}\n\n\`seaworthy check\` says why of each.`;
}
