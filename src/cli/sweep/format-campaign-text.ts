import type {
  CampaignReport,
  CampaignRow,
  CampaignState,
} from '../../remediation/campaign/campaign-report.ts';
import { CAMPAIGN_STATES } from '../../remediation/campaign/campaign-report.ts';
import { NO_REPORT } from '../../remediation/campaign/standing.ts';
import type { Colors } from '../terminal.ts';
import { table } from './text-table.ts';

/** Repositories with something to see. */
const ROWS = 40;

/** How each state is said of one repository, and of several. */
const WORDS: Readonly<Record<CampaignState, readonly [one: string, several: string]>> = {
  failed: ['failed', 'failed'],
  misconfigured: ['misconfigured', 'misconfigured'],
  blocked: ['could not be opened', 'could not be opened'],
  closed: ['closed, refused', 'closed (refused)'],
  failing: ['fails its checks', 'failing checks'],
  running: ['checks run', 'with running checks'],
  open: ['open', 'open'],
  ready: ['to open', 'to open'],
  waiting: ['waits', 'waiting'],
  merged: ['merged', 'merged'],
  withdrawn: ['taken back', 'taken back'],
  refused: ['refused before', 'refused before'],
  elsewhere: ['in another one', 'in another pull request'],
  left: ['left alone', 'left alone'],
  disabled: ['turned off', 'turned off'],
  unconcerned: ['not concerned', 'not concerned'],
};

/** How far the campaign is, each wave, what happens next, and the repositories. */
export function formatCampaignText(report: CampaignReport, colors: Colors): string {
  const shown = report.repositories.filter(
    ({ state }) => state !== 'unconcerned' && state !== 'disabled',
  );
  return [
    summary(report, colors),
    table(colors, 'Waves', HEAD, wavesOf(report)),
    table(
      colors,
      'Repositories',
      ['repository', 'wave', 'state', 'change', 'about it'],
      shown.toSorted((a, b) => orderOf(a, report) - orderOf(b, report)).map(cellsOf),
      ROWS,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const COLUMNS: readonly (readonly [string, readonly CampaignState[]])[] = [
  ['merged', ['merged', 'withdrawn']],
  ['open', ['open']],
  ['checks run', ['running']],
  ['failing', ['failing']],
  ['closed', ['closed']],
  ['to open', ['ready']],
  ['waiting', ['waiting']],
];

const HEAD = ['wave', 'size', ...COLUMNS.map(([name]) => name)];

function wavesOf({ waves, repositories }: CampaignReport): readonly (readonly string[])[] {
  return waves.map(({ name, size }) => {
    const own = repositories.filter(({ wave }) => wave === name);
    const counts = COLUMNS.map(([, states]) => own.filter(({ state }) => states.includes(state)));
    return [name, String(size), ...counts.map(({ length }) => String(length))];
  });
}

function summary(report: CampaignReport, colors: Colors): string {
  const { owner, selection, isDry, repositories } = report;
  const opened = repositories.filter(({ isNew }) => isNew).length;
  const unknown = repositories.filter(({ note }) => note === NO_REPORT).length;
  const pulls = repositories.filter(({ address }) => address !== null).length;
  return [
    `${colors.inverse(` ${owner} `)} campaign ${selection}${isDry ? ' (dry run, nothing written)' : ''}`,
    `${repositories.length} repositories: ${countsOf(report)}`,
    isDry ? '' : `pull requests: ${pulls}, ${opened} of them opened now`,
    unknown === 0 ? '' : `without a report of a scanner: ${unknown}, of which nothing is known`,
    nextOf(report, colors),
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

/** In the order of a pull request's life, then what gets none. */
const TOLD: readonly CampaignState[] = [
  ...(['ready', 'open', 'running', 'failing', 'merged', 'withdrawn', 'closed'] as const),
  ...(['waiting', 'refused', 'elsewhere', 'left', 'unconcerned', 'disabled'] as const),
  ...(['blocked', 'misconfigured', 'failed'] as const),
];

function countsOf({ counts }: CampaignReport): string {
  const parts = TOLD.filter((state) => counts[state] > 0);
  return parts.map((state) => `${counts[state]} ${WORDS[state][1]}`).join(', ') || 'none';
}

function nextOf({ decision, end, isDry }: CampaignReport, colors: Colors): string {
  if (decision === null) {
    const what = end === 'stopped' ? 'stopped midway' : 'broken off';
    return `${what}: not all repositories were seen, so that nothing was opened`;
  }
  switch (decision.kind) {
    case 'open': {
      const what = decision.most === 1 ? '1 pull request' : `${decision.most} pull requests`;
      const next = isDry ? 'next' : 'left for the next run';
      return `${next}: ${what} of the wave ${decision.wave}`;
    }
    case 'hold':
      return `next: ${decision.reason}`;
    case 'stop':
      return `${colors.red('stopped')}: ${decision.reason}`;
    case 'follow':
      return `next: ${decision.reason}`;
    case 'done':
      return 'the campaign is at its end: nothing is left to open, and nothing is open';
  }
}

/** What asks for somebody first, then by wave. */
function orderOf({ state, wave }: CampaignRow, { waves }: CampaignReport): number {
  const place = waves.findIndex(({ name }) => name === wave);
  return CAMPAIGN_STATES.indexOf(state) * (waves.length + 1) + place;
}

function cellsOf(row: CampaignRow): readonly string[] {
  const { name, wave, state, files, isNew, address, note, title } = row;
  const added = files.reduce((sum, one) => sum + one.added, 0);
  const removed = files.reduce((sum, one) => sum + one.removed, 0);
  const [first] = files;
  const where = files.length === 1 ? (first?.path ?? '') : `${files.length} files`;
  const change = files.length === 0 ? '' : `+${added} -${removed} ${where}`;
  const about = address ?? note ?? title ?? '';
  return [name, wave ?? '', `${WORDS[state][0]}${isNew ? ', new' : ''}`, change, about];
}
