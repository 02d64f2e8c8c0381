import { nameOf } from './paths.ts';

/** True for files that `readBuilds` reads: compose and bake files, workflows of GitHub, `.env`. */
export function isBuildFile(path: string): boolean {
  return isComposeFile(path) || isBakeFile(path) || isWorkflow(path) || isEnvFile(path);
}

/** True for files that Compose reads by itself, and for those that are named like them. */
export function isComposeFile(path: string): boolean {
  return /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i.test(nameOf(path));
}

/** True for the bake files that we read; compose files are bake files, too, and are read as what they are. */
export function isBakeFile(path: string): boolean {
  return isBakeHcl(path) || isBakeJson(path);
}

export function isBakeHcl(path: string): boolean {
  return /^docker-bake(?:\..+)?\.hcl$/.test(nameOf(path));
}

function isBakeJson(path: string): boolean {
  return /^docker-bake(?:\..+)?\.json$/.test(nameOf(path));
}

/** True for GitHub's workflows and for actions that are made of steps. */
export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/.test(path);
}

/** True for the file whose variables Compose puts into its own. */
export function isEnvFile(path: string): boolean {
  return nameOf(path) === '.env';
}

/** True for YAML files that may hold Kubernetes manifests; their content tells. */
export function isManifestFile(path: string): boolean {
  const isOther = isComposeFile(path) || isBakeFile(path) || isWorkflow(path);
  return /\.ya?ml$/i.test(path) && !isOther;
}
