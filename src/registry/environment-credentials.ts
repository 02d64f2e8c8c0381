import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../http/environment-proxies.ts';
import { createHelperRunner } from './credential-program.ts';
import type { HelperRunner } from './credential-program.ts';
import type { Credential, CredentialSource } from './credential.ts';
import { credentialNames, parseDockerConfiguration } from './docker-configuration.ts';
import type { DockerConfiguration } from './docker-configuration.ts';

/**
 * Credentials of the person or machine that runs us, in this order: `SEAWORTHY_REGISTRY_AUTH` and
 * `DOCKER_AUTH_CONFIG` (the text of a docker configuration), `REGISTRY_AUTH_FILE` (podman's),
 * `DOCKER_CONFIG`/config.json or ~/.docker/config.json, and podman's own files. Read at first use.
 * Files that are missing or cannot be read know nothing.
 */
export function environmentCredentials(environment: Environment, home: string): CredentialSource {
  const runHelper = createHelperRunner(environment);
  let reading: Promise<readonly DockerConfiguration[]> | null = null;
  return async (host, repository) => {
    reading ??= readConfigurations(environment, home);
    for (const configuration of await reading) {
      const credential = await findIn(configuration, host, repository, runHelper);
      if (credential !== null) return credential;
    }
    return null;
  };
}

async function readConfigurations(
  environment: Environment,
  home: string,
): Promise<readonly DockerConfiguration[]> {
  const texts = [environment['SEAWORTHY_REGISTRY_AUTH'], environment['DOCKER_AUTH_CONFIG']];
  for (const file of filesOf(environment, home)) texts.push(await readText(file));
  return texts.flatMap((text) => {
    const configuration = text === undefined ? null : parseDockerConfiguration(text);
    return configuration === null ? [] : [configuration];
  });
}

/** https://docs.docker.com/reference/cli/docker/#environment-variables and containers-auth.json(5). */
function filesOf(environment: Environment, home: string): readonly string[] {
  const named = environment['REGISTRY_AUTH_FILE'];
  const docker = environment['DOCKER_CONFIG'] ?? join(home, '.docker');
  const runtime = environment['XDG_RUNTIME_DIR'];
  const config = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  return [
    ...(named === undefined ? [] : [named]),
    join(docker, 'config.json'),
    ...(runtime === undefined ? [] : [join(runtime, 'containers', 'auth.json')]),
    join(config, 'containers', 'auth.json'),
  ];
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Most people have only one of these files, and one that is not ours to read is as good as none.
    return undefined;
  }
}

/** As docker does: a host's own helper, then what stands in the file, then the store of all others. */
async function findIn(
  { credentials, helpers, store }: DockerConfiguration,
  host: string,
  repository: string,
  runHelper: HelperRunner,
): Promise<Credential | null> {
  const helper = helpers.get(host);
  if (helper !== undefined) return runHelper(helper, host);
  for (const name of credentialNames(host, repository)) {
    const credential = credentials.get(name);
    if (credential !== undefined) return credential;
  }
  return store === null ? null : runHelper(store, host);
}
