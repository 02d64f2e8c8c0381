import { GitError, git } from './git.ts';

/** Where a checkout's remotes live, as `github.com/acme/api`; empty where there are none, or no git. */
export async function remoteAddresses(folder: string): Promise<readonly string[]> {
  try {
    const listing = await git({ folder }, 'config', '--get-regexp', String.raw`^remote\..*\.url$`);
    const urls = listing.split('\n').map((line) => line.slice(line.indexOf(' ') + 1));
    return [...new Set(urls.flatMap(remoteAddress))];
  } catch (error) {
    // Without a remote git exits with 1, as it does outside of a checkout.
    if (error instanceof GitError) return [];
    throw error;
  }
}

/** Host and path of an address as git takes it: https, ssh, or `git@host:path`; nothing for a local path. */
function remoteAddress(url: string): string[] {
  const scp = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!\/\/)([^\s]+)$/.exec(url);
  const [host, path] = scp === null ? partsOf(url) : [scp[1] ?? '', scp[2] ?? ''];
  const name = path.replace(/^\/+/, '').replace(/\.git\/?$|\/+$/, '');
  return host === '' || name === '' ? [] : [`${host.toLowerCase()}/${name}`];
}

function partsOf(url: string): readonly [host: string, path: string] {
  if (!URL.canParse(url)) return ['', ''];
  const { hostname, pathname } = new URL(url);
  return [hostname, pathname];
}
