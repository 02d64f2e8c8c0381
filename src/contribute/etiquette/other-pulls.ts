import type { House, OtherPull } from '../house.ts';
import type { LineRange } from '../../remediation/patch.ts';
import { adapt, stop } from './manner.ts';
import type { Manner } from './manner.ts';
import { touchedLines } from './touched-lines.ts';

/** A refusal of long ago was by other people, or of another file. */
const REMEMBERED_DAYS = 3 * 365;

/** Of one file so many are named. */
const MOST_RANGES = 5;

const DAY = 24 * 60 * 60 * 1000;

/** What people call a change of our kind. */
const ABOUT_DOCKERFILES =
  /\b(?:dockerfiles?|containerfiles?|docker (?:image|build))\b|\bhadolint\b|\bdockle\b/i;
const OUR_KIND =
  /\b(?:hadolint|dockle|seaworthy|lint\w*|best[- ]practi[cs]es?|harden\w*|non-?root|security|order|clean[- ]?up|optimi[sz]e|reduce|smaller|size|cache|pin\w*|recommends?)\b/i;

/**
 * What is being changed by others already: the lines that open pull requests change are left to them, and the whole
 * Dockerfile where these are not known.
 */
export function takenByOthers({ pulls, dockerfiles }: House): readonly Manner[] {
  const texts = new Map(dockerfiles.map(({ path, text }) => [path, text]));
  return pulls.flatMap((pull) => (pull.state === 'open' ? takenBy(pull, texts) : []));
}

function takenBy(pull: OtherPull, texts: ReadonlyMap<string, string>): readonly Manner[] {
  const by = pull.isBot ? 'a bot' : 'somebody';
  const from = `#${pull.number}`;
  const whole: string[] = [];
  const manners: Manner[] = [];
  for (const path of pull.paths) {
    const text = texts.get(path);
    if (text === undefined) continue;
    const patch = pull.patches.get(path);
    const lines = patch === undefined ? null : touchedLines(patch, text);
    if (lines === null) {
      whole.push(path);
      continue;
    }
    const reason = `${by} is changing ${linesText(lines)} of \`${path}\` already: ${titled(pull)}`;
    manners.push(adapt('taken', from, reason, { kind: 'leave-lines', path, lines }));
  }
  const [first] = whole;
  if (first === undefined) return manners;
  const more = whole.length === 1 ? '' : ` and ${whole.length - 1} more`;
  const reason = `${by} is changing \`${first}\`${more} already: ${titled(pull)}`;
  return [...manners, adapt('taken', from, reason, { kind: 'leave-files', paths: whole })];
}

/** Ranges reach from the line before a change to the one behind it. */
function linesText(ranges: readonly LineRange[]): string {
  const shown = ranges.slice(0, MOST_RANGES).map(([first, last]) => {
    const from = Math.max(1, first + 1);
    return last - 1 > from ? `${from} to ${last - 1}` : String(from);
  });
  const more = ranges.length > shown.length ? ' and more' : '';
  return `${shown.length === 1 && more === '' ? 'line' : 'lines'} ${shown.join(', ')}${more}`;
}

/** A change of this kind that was offered by others, and closed without being taken. */
export function likeRefused({ pulls, dockerfiles }: House, now: Date): readonly Manner[] {
  const ours = new Set(dockerfiles.map(({ path }) => path));
  const refused = pulls.find((pull) => {
    if (pull.state !== 'closed' || pull.isBot || pull.closedAt === null) return false;
    const days = (now.getTime() - Date.parse(pull.closedAt)) / DAY;
    const isAbout = ABOUT_DOCKERFILES.test(pull.title) || pull.paths.some((path) => ours.has(path));
    return days < REMEMBERED_DAYS && isAbout && OUR_KIND.test(pull.title);
  });
  if (refused === undefined) return [];
  const reason = `a change of this kind was closed without being taken: ${titled(refused)}`;
  return [stop('like-refused', `#${refused.number}`, reason)];
}

function titled({ number, title }: OtherPull): string {
  return `#${number}, \`${title.slice(0, 100).replaceAll('`', "'")}\``;
}
