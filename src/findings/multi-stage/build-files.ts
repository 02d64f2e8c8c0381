import type { ContextFiles } from './context-files.ts';

/** Names of the files and folders directly in the build context. */
export function entriesOf({ paths }: ContextFiles): ReadonlySet<string> {
  return new Set(paths.map((path) => path.slice(0, path.indexOf('/') >>> 0)));
}

/** Documents, settings of tools and descriptions of builds, which no program reads while it runs. */
const NEVER_READ =
  /^(?:\.(?!env).*|[^.]+\.(?:md|rst|adoc)|LICEN[CS]E.*|NOTICE.*|README.*|CHANGELOG.*|CODEOWNERS|(?:.*\.)?Dockerfile.*|Containerfile.*|(?:docker-)?compose.*\.ya?ml|docker-bake\.\w+|Makefile|Jenkinsfile|Procfile|Vagrantfile|tests?|__tests__|e2e|charts?|helm|k8s|kubernetes|terraform|coverage|skaffold\.ya?ml|sonar-project\.properties|renovate\.json)$/i;

export function isNeverRead(name: string): boolean {
  return NEVER_READ.test(name);
}
