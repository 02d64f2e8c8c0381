import type { LineRange } from '../../remediation/patch.ts';
import type { House } from '../house.ts';
import { codeOwners } from './code-owners.ts';
import { generatedFiles } from './generated-files.ts';
import { adapt, HOST } from './manner.ts';
import type { Adaptation, Manner, MannerId } from './manner.ts';
import { otherBots } from './other-bots.ts';
import { likeRefused, takenByOthers } from './other-pulls.ts';
import { standing } from './standing.ts';
import { targetBranch } from './target-branch.ts';
import { writtenManners } from './written-manners.ts';

const SIGNED_OFF = /^Signed-off-by: \S.*<[^<>\s]+>$/m;

/** Of each of these the first that is found says enough. */
const ONCE: ReadonlySet<MannerId> = new Set<MannerId>([
  'agreement',
  'sign-off',
  'mirror',
  'archived',
]);

/** Everything that good manners ask for in a house, the reasons to stop first. */
export function judgeHouse(house: House, now: Date): readonly Manner[] {
  const manners = [
    ...standing(house, now),
    ...writtenManners(house),
    ...otherBots(house),
    ...targetBranch(house),
    ...signedOff(house),
    ...templates(house),
    ...generatedFiles(house),
    ...takenByOthers(house),
    ...likeRefused(house, now),
    ...codeOwners(
      house,
      house.dockerfiles.map(({ path }) => path),
    ),
  ];
  const seen = new Set<MannerId>();
  const kept = manners.filter(({ id }) => {
    const isDouble = ONCE.has(id) && seen.has(id);
    seen.add(id);
    return !isDouble;
  });
  return kept.toSorted((one, other) => WEIGHT[one.verdict] - WEIGHT[other.verdict]);
}

const WEIGHT: Readonly<Record<Manner['verdict'], number>> = { stop: 0, adapt: 1, tell: 2 };

function signedOff({ facts }: House): readonly Manner[] {
  const own = facts.messages.filter((message) => !/^(?:Merge |Revert ")/.test(message));
  const signed = own.filter((message) => SIGNED_OFF.test(message)).length;
  const asks: Adaptation = { kind: 'sign-off' };
  if (facts.wantsSignOff) {
    return [adapt('sign-off', HOST, 'the settings ask for a sign-off of every commit', asks)];
  }
  if (signed * 2 <= own.length) return [];
  return [adapt('sign-off', HOST, 'most of the last commits are signed off', asks)];
}

function templates({ template }: House): readonly Manner[] {
  if (template === null) return [];
  const reason = 'the text follows the template of pull requests';
  return [adapt('pull-template', template.path, reason, { kind: 'template' })];
}

/** The stops that are left when a person has set aside what may be set aside; ids are theirs. */
export function stopsIn(
  manners: readonly Manner[],
  setAside: ReadonlySet<string>,
): readonly Manner[] {
  return manners.filter(
    (manner) => manner.verdict === 'stop' && (manner.isFinal || !setAside.has(manner.id)),
  );
}

/** What a contribution has to be like, by all adaptations together. */
export interface Demands {
  /** Branch that changes go to. */
  readonly base: string;
  readonly isSignedOff: boolean;
  readonly isDraft: boolean;
  /** Whether an open one stays as it is while it can be merged. */
  readonly leavesHistory: boolean;
  /** Dockerfiles that are left alone, each with the reason. */
  readonly left: ReadonlyMap<string, string>;
  /** Lines that somebody else is changing, by path. */
  readonly taken: ReadonlyMap<string, readonly LineRange[]>;
}

export function demandsOf(house: House, manners: readonly Manner[]): Demands {
  const left = new Map<string, string>();
  const taken = new Map<string, readonly LineRange[]>();
  let base = house.facts.defaultBranch;
  const kinds = new Set<Adaptation['kind']>();
  for (const manner of manners) {
    if (manner.verdict !== 'adapt') continue;
    const { adaptation } = manner;
    kinds.add(adaptation.kind);
    if (adaptation.kind === 'base-branch') base = adaptation.branch;
    if (adaptation.kind === 'leave-lines') {
      const { path, lines } = adaptation;
      taken.set(path, [...(taken.get(path) ?? []), ...lines]);
    }
    if (adaptation.kind !== 'leave-files') continue;
    for (const path of adaptation.paths) left.set(path, manner.reason);
  }
  return {
    ...{ base, left, taken },
    isSignedOff: kinds.has('sign-off'),
    isDraft: kinds.has('draft'),
    leavesHistory: kinds.has('leave-history'),
  };
}
