import type { House, OtherPull } from '../../contribute/house.ts';
import { readChangedFiles } from '../checks/changed-files.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking } from '../failure.ts';

/** Of so many open pull requests the changed lines are asked for, one request each; of the others whole files count. */
const MOST_PULLS = 30;

/** Of one with very many files so many pages are read. */
const MOST_PAGES = 3;

/** The house, with the lines of its Dockerfiles that open pull requests of others change. */
export async function withOtherChanges(
  client: GitHubClient,
  name: RepositoryName,
  house: House,
): Promise<House> {
  const ours = new Set(house.dockerfiles.map(({ path }) => path));
  const isConcerned = ({ state, paths, isCut }: OtherPull) =>
    state === 'open' && (isCut || paths.some((path) => ours.has(path)));
  const asked = new Set(house.pulls.filter(isConcerned).slice(0, MOST_PULLS));
  const pulls: OtherPull[] = [];
  for (const pull of house.pulls) {
    pulls.push(asked.has(pull) ? await withPatches(client, name, pull, ours) : pull);
  }
  return { ...house, pulls };
}

function withPatches(
  client: GitHubClient,
  name: RepositoryName,
  pull: OtherPull,
  ours: ReadonlySet<string>,
): Promise<OtherPull> {
  return asking(`reading what #${pull.number} changes`, async () => {
    const files = await readChangedFiles(client, name, pull.number, MOST_PAGES);
    const known = files.filter(({ path }) => ours.has(path));
    const patches = known.flatMap(({ path, patch }): [string, string][] =>
      patch === null ? [] : [[path, patch]],
    );
    const paths = [...new Set([...pull.paths, ...known.map(({ path }) => path)])];
    return { ...pull, paths, patches: new Map(patches) };
  });
}
