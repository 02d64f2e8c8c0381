import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './exit.ts';

export type Environment = Readonly<Partial<Record<string, string>>>;

/** Bytes. Larger files hold something else. */
const LARGEST = 64 * 1024;

/**
 * A secret from the variable `name`, or from the file that `name_FILE` names, as containers are given theirs; its last line
 * feed is not part of it. What is set to nothing is not set, and null. Throws `UsageError`, which never shows the secret.
 */
export function secretIn(env: Environment, name: string): string | null {
  const { [name]: given = '', [`${name}_FILE`]: path = '' } = env;
  if (path === '') return given === '' ? null : given;
  if (given !== '') throw new UsageError(`${name} and ${name}_FILE are both set; one is to go`);
  const secret = readSecretFile(`${name}_FILE`, path).replace(/\r?\n$/, '');
  if (secret === '') throw new UsageError(`${name}_FILE: the file is empty`);
  return secret;
}

/** All of a file. `variable`: the one that names it. */
export function readSecretFile(variable: string, path: string): string {
  try {
    if (statSync(path).size <= LARGEST) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${variable}: the file cannot be read`, { cause: error });
  }
  throw new UsageError(`${variable}: the file is too large for a secret`);
}
