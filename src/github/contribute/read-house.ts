import { z } from 'zod';
import { isBotFile } from '../../bots/bot-files.ts';
import type { House, HouseFacts, HouseText, OtherPull } from '../../contribute/house.ts';
import { kindOfName } from '../../remediation/dockerfile-names.ts';
import type { Repository } from '../../remediation/repository.ts';
import { isForeign } from '../../remediation/sources.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { asking } from '../failure.ts';
import { followPages } from './graphql-pages.ts';
import type { Pages } from './graphql-pages.ts';
import { HOUSE_QUERY, houseSchema, OPEN_PULLS_QUERY, openPullsSchema } from './house-query.ts';
import type { AnsweredHouse, AnsweredPull } from './house-query.ts';

const GUIDELINES = /^(?:\.github\/|docs\/)?(?:contributing|ai[-_]policy)(?:\.\w{1,5})?$/i;
const README = /^readme(?:\.\w{1,5})?$/i;
const OWNERS = /^(?:\.github\/|docs\/)?CODEOWNERS$/;

/** Dockerfiles beyond these are not looked at: a contribution is small. */
const MOST_DOCKERFILES = 60;

const answerSchema = z.object({ repository: houseSchema });

/** What GitHub says of a repository, with its open pull requests from all pages. */
export interface HouseAnswer extends Omit<AnsweredHouse, 'open'> {
  readonly open: Pages<AnsweredPull>;
}

const LIMITS: ReadonlyMap<string, HouseFacts['limit']> = new Map([
  ['EXISTING_USERS', 'existing-users'],
  ['CONTRIBUTORS_ONLY', 'contributors'],
  ['COLLABORATORS_ONLY', 'collaborators'],
]);

/** Open pull requests, a hundred a page; hardly any repository has more. */
const MOST_PAGES = 10;

/** Asks GitHub what a repository is like, one request where it has few open pull requests. */
export function readHouseAnswer(
  { graphql }: GitHubClient,
  { owner, repo }: RepositoryName,
): Promise<HouseAnswer> {
  return asking(`asking what ${owner}/${repo} is like`, async () => {
    const answer = await graphql(HOUSE_QUERY, { owner, repo, after: null });
    const { open: first, ...house } = answerSchema.parse(answer).repository;
    const open = await followPages(first, MOST_PAGES, async (after) => {
      const next = await graphql(OPEN_PULLS_QUERY, { owner, repo, after });
      return openPullsSchema.parse(next).repository.open;
    });
    return { ...house, open };
  });
}

/** The house as the engine judges it; the files are those of the repository's commit. `own`: login of the person. */
export async function houseOf(
  answer: HouseAnswer,
  repository: Repository,
  own: string,
): Promise<House> {
  const paths = await repository.listFiles();
  const isDockerfile = (path: string) => kindOfName(path) === 'dockerfile' && !isForeign(path);
  const dockerfiles = paths.filter(isDockerfile).slice(0, MOST_DOCKERFILES);
  const texts = paths.filter(
    (path) => isBotFile(path) || [GUIDELINES, README, OWNERS].some((pattern) => pattern.test(path)),
  );
  const read = await repository.readFiles([...dockerfiles, ...texts]);
  const textsOf = (fits: (path: string) => boolean): readonly HouseText[] =>
    [...read].flatMap(([path, content]) =>
      fits(path) && content.ok ? [{ path, text: content.text }] : [],
    );
  const others = [...answer.open.items, ...answer.closed.nodes].filter(
    ({ author }) => author?.login !== own,
  );
  return {
    facts: factsOf(answer),
    paths,
    guidelines: guidelinesOf(
      answer,
      textsOf((path) => GUIDELINES.test(path)),
    ),
    readme: textsOf((path) => README.test(path))[0] ?? null,
    template: templateOf(answer),
    codeOwners: textsOf((path) => OWNERS.test(path))[0] ?? null,
    settings: textsOf(isBotFile),
    dockerfiles: textsOf(isDockerfile),
    pulls: others.map(otherPull),
    knowsAllOpen: !answer.open.isCut,
  };
}

function factsOf({ defaultBranchRef: head, ...answer }: HouseAnswer): HouseFacts {
  const { licenseInfo, interactionAbility, isEmpty } = answer;
  const { isArchived, isDisabled, isLocked, isPrivate, isMirror } = answer;
  return {
    ...{ isArchived, isDisabled, isLocked, isPrivate, isMirror },
    name: answer.nameWithOwner,
    isEmpty: isEmpty || head === null,
    parent: answer.parent?.nameWithOwner ?? null,
    allowsForking: answer.forkingAllowed,
    licence: licenseInfo === null ? null : (licenseInfo.spdxId ?? 'other'),
    limit: LIMITS.get(interactionAbility?.limit ?? '') ?? null,
    wantsSignOff: answer.webCommitSignoffRequired,
    description: answer.description ?? '',
    defaultBranch: head?.name ?? '',
    branches: answer.refs.nodes.map(({ name }) => name),
    lastCommit: head?.target.committedDate ?? '',
    messages: head?.target.history.nodes.map(({ message }) => message) ?? [],
  };
}

/** Those of the repository, or what its owner has for all repositories. */
function guidelinesOf(
  { contributingGuidelines }: HouseAnswer,
  own: readonly HouseText[],
): readonly HouseText[] {
  const common = contributingGuidelines?.body ?? '';
  const isKnown = common === '' || own.some(({ text }) => text.trim() === common.trim());
  return isKnown ? own : [...own, { path: 'the contributing guidelines', text: common }];
}

function templateOf({ pullRequestTemplates }: HouseAnswer): HouseText | null {
  const bodies = (pullRequestTemplates ?? []).flatMap(({ body }) => body ?? []);
  const [text = ''] = bodies;
  return bodies.length === 1 && text.trim() !== ''
    ? { path: 'the pull request template', text }
    : null;
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

function otherPull({ number, title, state, closedAt, author, files }: AnsweredPull): OtherPull {
  const paths = files?.nodes.map(({ path }) => path) ?? [];
  return {
    number,
    title,
    author: author?.login ?? null,
    isBot: author?.__typename === 'Bot',
    state: STATES[state],
    paths,
    isCut: paths.length < (files?.totalCount ?? 0),
    patches: new Map(),
    closedAt,
  };
}
