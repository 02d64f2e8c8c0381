import { createPublicKey, createHash, verify } from 'node:crypto';
import { isObject, refusal } from './answer.ts';
import type { Account, Installation, Permissions } from './model.ts';
import type { Caller } from './route.ts';
import type { World } from './world.ts';

interface TokenRecord {
  readonly installation: Installation;
  readonly permissions: Permissions;
  readonly repositoryIds: ReadonlySet<number> | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface TokenScope {
  readonly permissions: Permissions;
  readonly repositoryIds: ReadonlySet<number> | null;
}

/** "Generating an installation access token": it expires after one hour. */
const LIFETIME_MS = 60 * 60 * 1000;
/** "Generating a JSON Web Token": no more than ten minutes into the future. */
const MAX_JWT_SECONDS = 600;
/** The host's clock and the app's may differ by this much. */
const SKEW_SECONDS = 60;

/** Hands out installation tokens, and says who sent a request. */
export class Tokens {
  readonly #records = new Map<string, TokenRecord>();
  readonly #people = new Map<string, Caller>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  create(installation: Installation, scope: TokenScope): { token: string; expiresAt: number } {
    const number = this.#world.nextId();
    const hash = createHash('sha256').update(`${installation.id} ${number}`).digest('base64url');
    const token = `ghs_${hash.replace(/[-_]/g, '0').slice(0, 36)}`;
    const expiresAt = this.#world.milliseconds() + LIFETIME_MS;
    this.#records.set(token, { installation, ...scope, expiresAt });
    return { token, expiresAt };
  }

  /** A personal access token (classic) with these scopes, which does not expire. */
  createPersonal(account: Account, scopes: readonly string[] = ['public_repo']): string {
    const hash = createHash('sha256').update(`${account.login} ${this.#world.nextId()}`);
    const token = `ghp_${hash.digest('base64url').replace(/[-_]/g, '0').slice(0, 36)}`;
    this.#people.set(token, { kind: 'person', account, scopes });
    return token;
  }

  /** Every token that was handed out ends now, as when somebody revokes them. */
  revokeAll(): void {
    this.#records.clear();
    this.#people.clear();
  }

  /** Throws the refusals that GitHub answers to bad credentials. */
  callerOf(authorization: string | undefined): Caller {
    if (authorization === undefined) return { kind: 'nobody' };
    const [, scheme = '', credential = ''] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
    const isBearer = /^(?:token|bearer)$/i.test(scheme);
    if (isBearer && credential.split('.').length === 3) {
      checkJwt(this.#world, credential);
      return { kind: 'app' };
    }
    const person = isBearer ? this.#people.get(credential) : undefined;
    if (person !== undefined) return person;
    const record = isBearer ? this.#records.get(credential) : undefined;
    if (record === undefined || record.expiresAt <= this.#world.milliseconds()) {
      throw refusal(401, 'Bad credentials');
    }
    const { installation, permissions, repositoryIds } = record;
    if (!this.#world.installations.has(installation.id)) throw refusal(401, 'Bad credentials');
    if (installation.suspendedAt !== null) {
      throw refusal(403, 'This installation has been suspended');
    }
    return { kind: 'installation', token: credential, installation, permissions, repositoryIds };
  }
}

function checkJwt(world: World, jwt: string): void {
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const fields = decodeJson(payload);
  const isRs256 = decodeJson(header)['alg'] === 'RS256';
  const key = createPublicKey(world.app.publicKey);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!isRs256 || !verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
    throw refusal(401, 'A JSON web token could not be decoded');
  }
  const now = Math.floor(world.milliseconds() / 1000);
  const { iss, iat, exp } = fields;
  if (typeof exp !== 'number' || typeof iat !== 'number') {
    throw refusal(401, "Missing 'exp' or 'iat' claim");
  }
  if (exp <= now) {
    throw refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + MAX_JWT_SECONDS + SKEW_SECONDS) {
    throw refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (iat > now + SKEW_SECONDS) {
    throw refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (String(iss) !== String(world.app.id) && iss !== world.app.clientId) {
    throw refusal(404, 'Integration not found');
  }
}

function decodeJson(part: string): Readonly<Record<string, unknown>> {
  try {
    // A token of a stranger is unknown until its signature is checked.
    const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
