import { created, found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RequestBody } from '../body.ts';
import { isoSeconds } from '../commit-text.ts';
import type { NewCommit, Signature } from '../commit-text.ts';
import type { TreeChange, TreeEntry } from '../git.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { WEB_FLOW, gitIdentityOf } from '../shapes/account.ts';
import { printGitCommit } from '../shapes/commit.ts';
import { apiOf } from '../shapes/view.ts';
import { refuseEmpty } from './git-refs.ts';

/** REST, "Git blobs", "Git trees" and "Git commits". */
export const objectRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', 'contents:read', getBlob),
  repositoryRoute('POST /repos/{owner}/{repo}/git/blobs', 'contents:write', createBlob),
  repositoryRoute('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', 'contents:read', getTree),
  repositoryRoute('POST /repos/{owner}/{repo}/git/trees', 'contents:write', createTree),
  repositoryRoute('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', 'contents:read', getCommit),
  repositoryRoute('POST /repos/{owner}/{repo}/git/commits', 'contents:write', createCommit),
];

/** REST, "Get a blob": up to 100 megabytes. */
const MAX_BLOB_BYTES = 100 * 1024 * 1024;

function getBlob(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, headers } = call;
  const sha = call.params['file_sha'] ?? '';
  if (!isOid(sha))
    throw refusal(
      422,
      'The sha parameter must be exactly 40 characters and contain only [0-9a-f].',
    );
  const object = repository.git.object(sha);
  if (object?.type !== 'blob') throw notFound();
  const { content } = object;
  if (content.length > MAX_BLOB_BYTES)
    throw refusal(403, 'This API returns blobs up to 100 MB in size.');
  if (String(headers['accept']).includes('raw')) return found(content);
  return found({
    sha,
    node_id: call.world.ids.print('Blob', `${repository.id}:${sha}`),
    size: content.length,
    url: `${apiOf(call, repository)}/git/blobs/${sha}`,
    content: wrapBase64(content),
    encoding: 'base64',
  });
}

/** GitHub breaks base64 after 60 characters. */
export function wrapBase64(content: Buffer): string {
  return content
    .toString('base64')
    .replace(/.{60}/g, '$&\n')
    .replace(/([^\n])$/, '$1\n');
}

function createBlob(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, body } = call;
  const content = body.string('content');
  const encoding = body.optionalString('encoding') ?? 'utf-8';
  const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
  const sha = repository.git.writeBlob(bytes);
  return created({ sha, url: `${apiOf(call, repository)}/git/blobs/${sha}` });
}

function getTree(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, query, options } = call;
  const name = call.params['tree_sha'] ?? '';
  const sha = repository.git.resolve(`${name}^{tree}`);
  if (sha === null) throw notFound();
  // Any value means yes, also `false` and `0` (REST, "Get a tree").
  const entries = repository.git.tree(sha, query.has('recursive'));
  const shown = entries.slice(0, options.maxTreeEntries);
  return found(printTree(call, sha, shown, shown.length < entries.length));
}

function printTree(
  call: RepositoryCall,
  sha: string,
  entries: readonly TreeEntry[],
  truncated: boolean,
) {
  const api = `${apiOf(call, call.repository)}/git`;
  const tree = entries.map(({ path, mode, type, oid, size }) => ({
    path,
    mode,
    type,
    sha: oid,
    ...(size === null ? {} : { size }),
    // A submodule's commit is in no place that the API could name.
    ...(type === 'commit' ? {} : { url: `${api}/${type}s/${oid}` }),
  }));
  return { sha, url: `${api}/trees/${sha}`, tree, truncated };
}

function createTree(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, body } = call;
  const base = body.optionalString('base_tree');
  const baseOid = base === null ? null : repository.git.resolve(`${base}^{tree}`);
  if (base !== null && baseOid === null) throw refusal(422, 'base_tree is not a valid tree oid');
  const paths = new Set(
    baseOid === null ? [] : repository.git.tree(baseOid, true).map(({ path }) => path),
  );
  const changes = body.objects('tree').flatMap((entry) => readEntry(call, entry, paths));
  const sha = repository.git.writeTree(baseOid, changes);
  return created(printTree(call, sha, repository.git.tree(sha, false), false));
}

const MODES = new Set(['100644', '100755', '040000', '160000', '120000']);

function readEntry(
  { repository }: RepositoryCall,
  entry: RequestBody,
  paths: ReadonlySet<string>,
): readonly TreeChange[] {
  const path = entry.string('path');
  const mode = entry.string('mode');
  const content = entry.optionalString('content');
  const sha = entry.optionalString('sha');
  if (!MODES.has(mode)) throw refusal(422, `tree.mode ${mode} is not a valid mode`);
  if (!isTreePath(path)) throw refusal(422, 'tree.path contains a malformed path component');
  if (content !== null) return [{ path, mode, oid: repository.git.writeBlob(content) }];
  if (sha === null) {
    if (!entry.has('sha')) throw refusal(422, 'Must supply either tree.sha or tree.content');
    if (!paths.has(path)) throw refusal(422, 'GitRPC::BadObjectState');
    return [{ path, mode, oid: null }];
  }
  if (mode === '160000') return [{ path, mode, oid: sha }];
  const object = repository.git.object(sha);
  const type = mode === '040000' ? 'tree' : 'blob';
  if (object?.type !== type) throw refusal(422, `tree.sha ${sha} is not a valid ${type}`);
  if (type === 'blob') return [{ path, mode, oid: sha }];
  return repository.git
    .tree(sha, true)
    .filter((inner) => inner.type !== 'tree')
    .map((inner) => ({ path: `${path}/${inner.path}`, mode: inner.mode, oid: inner.oid }));
}

/** Paths that git itself would not check out are refused. */
export function isTreePath(path: string): boolean {
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && part !== '.git');
}

function getCommit(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const sha = call.params['commit_sha'] ?? '';
  const commit = isOid(sha) ? call.repository.git.commit(sha) : null;
  if (commit === null) throw notFound();
  return found(printGitCommit(call, call.repository, commit));
}

/** REST, "Create a commit"; without author and committer a bot's commit is signed by GitHub. */
function createCommit(call: RepositoryCall): Answer {
  refuseEmpty(call);
  const { repository, body } = call;
  const message = body.string('message');
  const tree = body.string('tree');
  if (repository.git.object(tree)?.type !== 'tree') throw refusal(422, 'Tree SHA does not exist');
  const parents = body.optionalStrings('parents') ?? [];
  const objects = repository.git.objects(parents);
  if (objects.some((object) => object?.type !== 'commit')) {
    throw refusal(422, 'Parent SHA does not exist or is not a commit object');
  }
  const commit: NewCommit = { tree, parents, message, ...peopleOf(call) };
  const oid = repository.git.writeCommit(commit);
  const record = repository.git.commit(oid);
  if (record === null) throw notFound();
  return created(printGitCommit(call, repository, record));
}

function peopleOf(call: RepositoryCall): Pick<NewCommit, 'author' | 'committer' | 'signed'> {
  const now = call.world.now();
  const isPerson = call.caller.kind === 'person';
  const author = readPerson(call.body.optionalObject('author'), now);
  const committer = readPerson(call.body.optionalObject('committer'), now);
  if (author === null && committer === null && !isPerson) {
    return {
      author: { ...gitIdentityOf(call.actor), date: now },
      committer: { ...WEB_FLOW, date: now },
      signed: true,
    };
  }
  const own = { ...gitIdentityOf(call.actor), date: now };
  return { author: author ?? own, committer: committer ?? author ?? own, signed: false };
}

function readPerson(person: RequestBody | null, now: string): Signature | null {
  if (person === null) return null;
  const date = person.optionalString('date');
  return {
    name: person.string('name'),
    email: person.string('email'),
    date: date === null ? now : isoSeconds(Date.parse(date)),
  };
}

export function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
