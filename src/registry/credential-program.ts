import { execFile } from 'node:child_process';
import * as z from 'zod';
import type { Credential } from './credential.ts';
import { parseText } from './parse-text.ts';

/** Milliseconds; a helper that asks a person for a password has nobody to ask. */
const LONGEST_RUN = 10_000;
/** Bytes. */
const LARGEST_ANSWER = 1024 ** 2;

/** What a helper calls the user name of an identity token. */
const IDENTITY_TOKEN_USER = '<token>';

/** Docker Hub's name in the helpers' stores. */
const HUB_SERVER = 'https://index.docker.io/v1/';

const answerSchema = z.object({ Username: z.string(), Secret: z.string().min(1) });

/** Runs `docker-credential-<name> get` with the environment given; null when it knows nothing. */
export type HelperRunner = (name: string, host: string) => Promise<Credential | null>;

/**
 * Asks credential helpers (https://github.com/docker/docker-credential-helpers, "Development"): the host
 * on standard input, JSON on standard output. Never through a shell. Each is asked once for a host; one
 * that fails or hangs knows nothing, and what it wrote is not shown, since it may hold a secret.
 */
export function createHelperRunner(
  environment: Readonly<Record<string, string | undefined>>,
): HelperRunner {
  const asked = new Map<string, Promise<Credential | null>>();
  return (name, host) => {
    const key = `${name} ${host}`;
    const known = asked.get(key) ?? run(name, host, environment);
    asked.set(key, known);
    return known;
  };
}

function run(
  name: string,
  host: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credential | null> {
  const options = { env, timeout: LONGEST_RUN, maxBuffer: LARGEST_ANSWER, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${name}`, ['get'], options, (error, output) => {
      resolve(error === null ? readAnswer(output) : null);
    });
    // A helper that is missing or ends early closes its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(host === 'docker.io' ? HUB_SERVER : host);
  });
}

function readAnswer(output: string): Credential | null {
  const answer = answerSchema.safeParse(parseText(output));
  if (!answer.success) return null;
  const { Username: username, Secret: password } = answer.data;
  return username === IDENTITY_TOKEN_USER
    ? { kind: 'identity-token', token: password }
    : { kind: 'password', username, password };
}
