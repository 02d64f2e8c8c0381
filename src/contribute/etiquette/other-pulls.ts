import type { House, OtherPull } from '../house.ts';
import { adapt, stop } from './manner.ts';
import type { Manner } from './manner.ts';

/** A refusal of long ago was by other people, or of another file. */
const REMEMBERED_DAYS = 3 * 365;

const DAY = 24 * 60 * 60 * 1000;

/** What people call a change of our kind. */
const ABOUT_DOCKERFILES =
  /\b(?:dockerfiles?|containerfiles?|docker (?:image|build))\b|\bhadolint\b|\bdockle\b/i;
const OUR_KIND =
  /\b(?:hadolint|dockle|seaworthy|lint\w*|best[- ]practi[cs]es?|harden\w*|non-?root|security|order|clean[- ]?up|optimi[sz]e|reduce|smaller|size|cache|pin\w*|recommends?)\b/i;

/** What is being changed by others already: Dockerfiles of open pull requests are left to them. */
export function takenFiles({ pulls, dockerfiles }: House): readonly Manner[] {
  const ours = new Set(dockerfiles.map(({ path }) => path));
  return pulls.flatMap((pull) => {
    const paths = pull.state === 'open' ? pull.paths.filter((path) => ours.has(path)) : [];
    if (paths.length === 0) return [];
    const [first = ''] = paths;
    const more = paths.length === 1 ? '' : ` and ${paths.length - 1} more`;
    const by = pull.isBot ? 'a bot' : 'somebody';
    const reason = `${by} is changing \`${first}\`${more} already: ${titled(pull)}`;
    return [adapt('taken', `#${pull.number}`, reason, { kind: 'leave-files', paths })];
  });
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
