import { mayAny, redirect, repositoriesOf } from '../access.ts';
import { isoSeconds } from '../commit-text.ts';
import { found, isObject, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Account, Installation, Permissions, RepositoryState } from '../model.ts';
import { countedAnswer, listAnswer } from '../paging.ts';
import { repositoryRoute, route } from '../route.ts';
import type { AnyRoute, Call } from '../route.ts';
import { printApp } from '../shapes/account.ts';
import { printInstallation } from '../shapes/installation.ts';
import { printRepository } from '../shapes/repository.ts';
import type { Tokens } from '../tokens.ts';
import { covers } from '../world.ts';

/** The app itself, its installations and their tokens. */
export function appRoutes(tokens: Tokens): readonly AnyRoute[] {
  return [
    route('GET /app', 'app', (call) =>
      found({ ...printApp(call), installations_count: call.world.installations.size }),
    ),
    route('GET /app/installations', 'app', (call) =>
      listAnswer(call, [...call.world.installations.values()], (one) =>
        printInstallation(call, one),
      ),
    ),
    route('GET /app/installations/{installation_id}', 'app', (call) =>
      found(printInstallation(call, installationOf(call))),
    ),
    route('POST /app/installations/{installation_id}/access_tokens', 'app', (call) =>
      createToken(call, tokens),
    ),
    route('GET /repos/{owner}/{repo}/installation', 'app', ofRepository),
    route('GET /orgs/{org}/installation', 'app', (call) => ofAccount(call, 'org')),
    route('GET /users/{username}/installation', 'app', (call) => ofAccount(call, 'username')),
    route('GET /installation/repositories', 'installation', (call) => {
      const { caller } = call;
      const selected = caller.kind === 'installation' ? caller.repositoryIds : null;
      const all = repositoriesOf(call.world, caller);
      const answer = countedAnswer(call, 'repositories', all, (one) => printRepository(call, one));
      const repository_selection = selected === null ? 'all' : 'selected';
      return { ...answer, body: { repository_selection, ...objectOf(answer.body) } };
    }),
    repositoryRoute('GET /repositories/{repository_id}', 'metadata:read', (call) =>
      found(printRepository(call, call.repository)),
    ),
  ];
}

function objectOf(body: unknown): object {
  return isObject(body) ? body : {};
}

function installationOf({ world, params }: Call): Installation {
  const installation = world.installations.get(Number(params['installation_id']));
  if (installation === undefined) throw notFound();
  return installation;
}

function ofRepository(call: Call): Answer {
  const { owner = '', repo = '' } = call.params;
  const repository = call.world.repository(owner, repo);
  const moved = repository === null ? call.world.movedRepository(owner, repo) : null;
  if (moved !== null) throw redirect('GET', `${call.api}/repositories/${moved.id}/installation`);
  const installation = repository === null ? null : call.world.installationOf(repository);
  if (installation === null) throw notFound();
  return found(printInstallation(call, installation));
}

function ofAccount(call: Call, name: string): Answer {
  const login = (call.params[name] ?? '').toLowerCase();
  const isTheirs = ({ account }: { account: Account }) => account.login.toLowerCase() === login;
  const installation = [...call.world.installations.values()].find(isTheirs);
  if (installation === undefined) throw notFound();
  return found(printInstallation(call, installation));
}

/** REST, "Create an installation access token for an app". */
function createToken(call: Call, tokens: Tokens): Answer {
  const installation = installationOf(call);
  if (installation.suspendedAt !== null) {
    throw refusal(403, 'This installation has been suspended');
  }
  const permissions = narrowed(call, installation);
  const chosen = chosenRepositories(call, installation);
  const repositoryIds = chosen === null ? null : new Set(chosen.map(({ id }) => id));
  const { token, expiresAt } = tokens.create(installation, { permissions, repositoryIds });
  const isSelected = chosen !== null || installation.repositoryIds !== 'all';
  const body = {
    token,
    expires_at: isoSeconds(expiresAt),
    permissions: { metadata: 'read', ...permissions },
    repository_selection: isSelected ? 'selected' : 'all',
    ...(chosen === null ? {} : { repositories: chosen.map((one) => printRepository(call, one)) }),
  };
  return { status: 201, body };
}

function narrowed({ body }: Call, installation: Installation): Permissions {
  const wanted = body.optionalObject('permissions');
  if (wanted === null) return installation.permissions;
  const entries = Object.entries(wanted.fields);
  for (const [name, level] of entries) {
    if (!mayAny(installation.permissions, [`${name}:${String(level)}`])) {
      throw refusal(422, 'The permissions requested are not granted to this installation.');
    }
  }
  const printed = entries.map(([name, level]) => [name, level === 'write' ? 'write' : 'read']);
  // Every value above is one of the two levels.
  return Object.fromEntries(printed) as Permissions;
}

function chosenRepositories(
  { body, world }: Call,
  installation: Installation,
): readonly RepositoryState[] | null {
  const ids = body.fields['repository_ids'];
  const names = body.optionalStrings('repositories');
  if (!Array.isArray(ids) && names === null) return null;
  const all = [...world.repositories.values()].filter((one) => covers(installation, one));
  const wanted = [
    ...(Array.isArray(ids) ? ids : []).map((id: unknown) => all.find((one) => one.id === id)),
    ...(names ?? []).map((name) => all.find((one) => one.name === name)),
  ];
  return wanted.map((one) => {
    if (one !== undefined) return one;
    const message =
      'There is at least one repository that does not exist or is not accessible to the parent installation.';
    throw refusal(422, message);
  });
}
