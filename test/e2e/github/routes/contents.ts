import { found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { TreeEntry } from '../git.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { apiOf, pageOfRepository } from '../shapes/view.ts';
import { resolveCommit } from './commits.ts';
import { wrapBase64 } from './git-objects.ts';

/** REST, "Repository contents"; writing by this way is not needed and not known. */
export const contentRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/contents/{path}', 'contents:read', getContents),
];

const MEGABYTE = 1024 * 1024;

function getContents(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const ref = query.get('ref') ?? repository.defaultBranch;
  const oid = resolveCommit(repository, ref);
  if (oid === null && !query.has('ref')) throw refusal(404, 'This repository is empty.');
  if (oid === null) throw refusal(404, `No commit found for the ref ${ref}`);
  const path = (call.params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const all = repository.git.tree(oid, true);
  const entry = all.find((one) => one.path === path);
  if (path === '' || entry?.type === 'tree') return found(listFolder(call, all, path, ref));
  if (entry === undefined) throw notFound();
  const printed = printEntry(call, entry, ref);
  if (entry.type === 'commit') return found({ ...printed, submodule_git_url: null });
  return fileAnswer(call, entry, printed);
}

function listFolder(
  call: RepositoryCall,
  all: readonly TreeEntry[],
  path: string,
  ref: string,
): readonly object[] {
  const prefix = path === '' ? '' : `${path}/`;
  return (
    all
      .filter((one) => one.path.startsWith(prefix) && !one.path.slice(prefix.length).includes('/'))
      .map((one) => printEntry(call, one, ref))
      // "Get repository content": in a listing a submodule is told as a file.
      .map((one) => (one.type === 'submodule' ? { ...one, type: 'file' } : one))
  );
}

function fileAnswer(call: RepositoryCall, entry: TreeEntry, printed: object): Answer {
  const content = call.repository.git.object(entry.oid)?.content ?? Buffer.alloc(0);
  const isRaw = String(call.headers['accept']).includes('raw');
  if (content.length > 100 * MEGABYTE)
    throw refusal(403, 'This API returns blobs up to 100 MB in size.');
  if (isRaw) return found(content);
  if (entry.mode === '120000') return found({ ...printed, target: content.toString() });
  // Between 1 and 100 megabytes only the raw media type has the content.
  const isBig = content.length > MEGABYTE;
  const encoding = isBig ? 'none' : 'base64';
  return found({ ...printed, content: isBig ? '' : wrapBase64(content), encoding });
}

function printEntry(call: RepositoryCall, entry: TreeEntry, ref: string) {
  const { repository } = call;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiOf(call, repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  const git =
    entry.type === 'commit' ? null : `${apiOf(call, repository)}/git/${kind}/${entry.oid}`;
  const page = entry.type === 'tree' ? 'tree' : 'blob';
  const html = `${pageOfRepository(call, repository)}/${page}/${ref}/${path}`;
  const raw = `${pageOfRepository(call, repository)}/raw/${ref}/${path}`;
  return {
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.oid,
    size: entry.size ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: entry.type === 'blob' ? raw : null,
    type: typeOf(entry),
    _links: { self: url, git, html },
  };
}

function typeOf({ type, mode }: TreeEntry): string {
  if (type === 'tree') return 'dir';
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'symlink' : 'file';
}
