import type { Surroundings } from '../surroundings.ts';

/** The folder that a build of the Dockerfile sees; null when builds differ or it is not known. */
export function contextFolder(surroundings: Surroundings): string | null {
  const contexts = new Set(surroundings.builds().map(({ context }) => context));
  const [only] = contexts;
  if (contexts.size > 1 || only === null) return null;
  return only ?? folderOf(surroundings.path);
}

/** `.` for a file at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** Joins a path in the context to its folder: `./src/` in `app` is `app/src`. */
export function inContext(folder: string, path: string): string {
  const parts = `${folder}/${path}`.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}

/** Names of the files and folders directly in a folder of the repository. */
export function entriesOf(surroundings: Surroundings, folder: string): ReadonlySet<string> {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const names = new Set<string>();
  for (const path of surroundings.files()) {
    if (!path.startsWith(prefix)) continue;
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf('/');
    names.add(slash === -1 ? rest : rest.slice(0, slash));
  }
  return names;
}

/** Documents, settings of tools and descriptions of builds, which no program reads while it runs. */
const NEVER_READ =
  /^(?:\.(?!env).*|[^.]+\.(?:md|rst|adoc)|LICEN[CS]E.*|NOTICE.*|README.*|CHANGELOG.*|CODEOWNERS|(?:.*\.)?Dockerfile.*|Containerfile.*|(?:docker-)?compose.*\.ya?ml|docker-bake\.\w+|Makefile|Jenkinsfile|Procfile|Vagrantfile|tests?|__tests__|e2e|charts?|helm|k8s|kubernetes|terraform|coverage|skaffold\.ya?ml|sonar-project\.properties|renovate\.json)$/i;

export function isNeverRead(name: string): boolean {
  return NEVER_READ.test(name);
}
