import { once } from 'node:events';
import type { Fault } from '../../test/e2e/github/faults.ts';
import type { Chance } from '../queue-proof/chance.ts';
import { openEstate } from './estate.ts';
import type { Estate } from './estate.ts';
import { printRun } from './print-run.ts';
import { runSweep, spawnSweep } from './run-sweep.ts';
import type { SweepRun } from './run-sweep.ts';
import type { SyntheticRepository } from './synthetic-repository.ts';

/** GitHub's own. */
const GITHUB = { pointsPerMinute: 900, contentPerMinute: 80, contentPerHour: 500 };

/** Those of an enterprise server that allows more, so that a first sweep takes minutes. */
const GENEROUS = { pointsPerMinute: 9000, contentPerMinute: 800, contentPerHour: 5000 };

const WRITING = ['--concurrency', '4'];
const DRY = ['--dry-run', ...WRITING];

export interface Swept {
  readonly first: SweepRun;
  readonly idle: SweepRun;
  readonly changed: number;
  readonly second: SweepRun;
  readonly filtered: SweepRun;
  readonly violations: number;
}

/** All repositories, again, again after some have changed, and some of them. */
export async function sweepAll(all: readonly SyntheticRepository[]): Promise<Swept> {
  return within(all, GENEROUS, async (estate) => {
    const sweep = (...words: readonly string[]) =>
      runSweep(estate, 'all.jsonl', [...DRY, ...words]);
    const first = printRun('first sweep', await sweep());
    const idle = printRun('nothing changed', await sweep());
    const changed = estate.change();
    const second = printRun('2 % changed', await sweep());
    const filters = ['--language', 'go', '--visibility', 'private', '--name', '!mail-*'];
    const filtered = printRun('with filters', await sweep(...filters, '--topic', 'platform'));
    const violations = estate.host.limits.secondaryViolations;
    return { first, idle, changed, second, filtered, violations };
  });
}

/** How many a second, with one, two and four at once. */
export async function compareSpeeds(all: readonly SyntheticRepository[]): Promise<void> {
  await within(all, GENEROUS, async (estate) => {
    for (const count of ['1', '2', '4']) {
      const words = ['--dry-run', '--concurrency', count];
      printRun(`${count} at once`, await runSweep(estate, `speed-${count}.jsonl`, words));
    }
  });
}

/** The list alone: every repository is left out by its name. */
export async function listAll(all: readonly SyntheticRepository[]): Promise<SweepRun> {
  return within(all, GENEROUS, async (estate) =>
    printRun('list alone', await runSweep(estate, 'list.jsonl', [...DRY, '--name', 'none'])),
  );
}

export interface Written {
  /** What there is in the end, one line a pull request: repository, branch, tree. */
  readonly pulls: readonly string[];
  readonly violations: number;
}

/** Pull requests within the limits of GitHub. */
export async function sweepWriting(all: readonly SyntheticRepository[]): Promise<Written> {
  return within(all, GITHUB, async (estate) => {
    printRun('writing, paced', await runSweep(estate, 'paced.jsonl', WRITING));
    return writtenIn(estate);
  });
}

export interface Resumed extends Written {
  /** Repositories that were looked at before and after a dry sweep was killed. */
  readonly twice: number;
}

/** Without writing and then writing: killed at some request, and run again. */
export async function sweepKilled(
  all: readonly SyntheticRepository[],
  chance: Chance,
): Promise<Resumed> {
  return within(all, GENEROUS, async (estate) => {
    const { host } = estate;
    const looks = { template: '/repos/{owner}/{repo}/git/trees/{tree_sha}', method: 'GET' };
    await killedAt(estate, 'dry.jsonl', DRY, { match: looks, skip: chance.below(all.length) });
    const before = readRepositories(estate);
    printRun('killed, and resumed', await runSweep(estate, 'dry.jsonl', DRY));
    const twice = [...readRepositories(estate)].filter((name) => before.has(name)).length;
    const skip = chance.below(all.length * 3);
    await killedAt(estate, 'killed.jsonl', WRITING, { match: { isWrite: true }, skip });
    printRun('the same, writing', await runSweep(estate, 'killed.jsonl', WRITING));
    if (host.faults.waiting > 0) throw new Error('the command was not killed');
    return { ...writtenIn(estate), twice };
  });
}

/** Runs it until the host is asked this, in which moment it is killed. */
async function killedAt(
  estate: Estate,
  state: string,
  words: readonly string[],
  fault: Pick<Fault, 'match' | 'skip'>,
): Promise<void> {
  const child = spawnSweep(estate, state, words);
  estate.host.log.clear();
  estate.host.faults.next({ ...fault, meanwhile: () => child.kill('SIGKILL') });
  await once(child, 'close');
  console.log(`killed at request ${estate.host.requests.length}`);
}

/** Whose whole tree was read, with which a look begins. */
function readRepositories({ host }: Estate): ReadonlySet<string> {
  const paths = host.requests.map(({ path }) => path).filter((path) => path.includes('recursive'));
  return new Set(paths.map((path) => path.split('/git/')[0] ?? path));
}

function writtenIn({ host }: Estate): Written {
  const repositories = [...host.world.repositories.values()];
  const pulls = repositories.flatMap(({ name, git, issues }) =>
    [...issues.values()].map(({ pull }) => {
      const tree = pull === null ? 'issue' : git.commit(pull.headOid)?.tree;
      return `${name} ${pull?.headRef ?? ''} ${tree ?? 'without a commit'}`;
    }),
  );
  return { pulls: pulls.sort(), violations: host.limits.secondaryViolations };
}

async function within<Result>(
  repositories: readonly SyntheticRepository[],
  limits: typeof GITHUB,
  play: (estate: Estate) => Promise<Result>,
): Promise<Result> {
  const estate = await openEstate(repositories, limits);
  try {
    return await play(estate);
  } finally {
    await estate.close();
  }
}
