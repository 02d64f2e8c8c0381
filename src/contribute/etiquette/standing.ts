import type { House } from '../house.ts';
import { finalStop, HOST, stop, tell } from './manner.ts';
import type { Manner } from './manner.ts';

/** Without a commit for so many days a repository is hardly looked after. */
const INACTIVE_DAYS = 2 * 365;

const DAY = 24 * 60 * 60 * 1000;

/** What the code host itself says of a repository: whether anything can be contributed at all. */
export function standing({ facts }: House, now: Date): readonly Manner[] {
  const { parent } = facts;
  const manners: Manner[] = [];
  const end = (id: Manner['id'], reason: string) => manners.push(finalStop(id, HOST, reason));
  if (facts.isArchived) end('archived', 'it is archived');
  if (facts.isDisabled || facts.isLocked) end('archived', 'it is locked');
  if (facts.isEmpty) end('empty', 'it has no commit yet');
  if (facts.isMirror) end('mirror', 'it is a mirror of a repository elsewhere');
  if (/\bmirror(?: of|\b.{0,40}\bread-?only)|\bread-?only mirror\b/i.test(facts.description)) {
    end('mirror', 'its description says that it is a mirror');
  }
  if (!facts.allowsForking) end('forking', 'it cannot be forked');
  if (facts.isPrivate) end('private', 'it is private: install the app, or use `seaworthy run`');
  manners.push(...limits(facts.limit));
  if (parent !== null) {
    manners.push(
      stop('fork', HOST, `it is a fork of \`${parent}\`, which may be the better place`),
    );
  }
  if (facts.licence === null) {
    const reason = 'it has no licence, so that nobody may say under which terms a change is given';
    manners.push(stop('licence', HOST, reason));
  }
  const days = Math.floor((now.getTime() - Date.parse(facts.lastCommit)) / DAY);
  if (days > INACTIVE_DAYS) {
    manners.push(tell('inactive', HOST, `there was no commit for ${Math.floor(days / 365)} years`));
  }
  return manners;
}

function limits(limit: House['facts']['limit']): readonly Manner[] {
  switch (limit) {
    case null:
      return [];
    case 'existing-users':
      return [tell('limited', HOST, 'accounts that are new may not take part at present')];
    case 'contributors':
      return [
        finalStop('limited', HOST, 'only those who contributed before may take part at present'),
      ];
    case 'collaborators':
      return [finalStop('limited', HOST, 'only collaborators may take part at present')];
  }
}
