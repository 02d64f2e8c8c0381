import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { makeCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { ensureTools } from './debian-tools.ts';
import { BASIC, PASSWORD, USER, startTokenServer } from './token-server.ts';
import type { TokenServer } from './token-server.ts';

export interface RealRegistryOptions {
  /** `none` when absent. `htpasswd` and `token` know `USER` of token-server.ts. */
  readonly auth?: 'none' | 'htpasswd' | 'token';
  /** Speaks https with a certificate that only `certificate` vouches for. */
  readonly tls?: boolean;
}

/** Debian's docker-registry on a free port of 127.0.0.1. */
export interface RealRegistry {
  /** `127.0.0.1:5000`, as an image reference names it. */
  readonly host: string;
  /** `http://127.0.0.1:5000`. */
  readonly origin: string;
  /** Where it keeps its blobs. */
  readonly folder: string;
  /** Of `tls`, PEM; the key also signs the tokens of `token`. */
  readonly certificate: string;
  readonly tokens: TokenServer | null;
  /** The header that allows pushing to a repository; null when none is needed. */
  readonly authorizationFor: (repository: string) => string | null;
  /** All requests since the start or since the last call, in order: `GET /v2/app/tags/list 200`. */
  readonly takeRequests: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const LONGEST_START_MS = 10_000;

/** Starts a registry of its own; it is empty. Stop it in `afterAll`. */
export async function startRegistry(options: RealRegistryOptions = {}): Promise<RealRegistry> {
  await ensureTools('docker-registry', 'htpasswd', 'openssl');
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-registry-'));
  const certificate = makeCertificate(folder);
  const tokens = options.auth === 'token' ? await startTokenServer(certificate) : null;
  const host = `127.0.0.1:${await freePort()}`;
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(configuration(options, host, folder, certificate, tokens)));
  const child = spawn('docker-registry', ['serve', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const origin = `${options.tls === true ? 'https' : 'http'}://${host}`;
  const log = readLog(child);
  await waitForPort(host, child);
  return {
    host,
    origin,
    folder: join(folder, 'storage'),
    certificate: certificate.certificate,
    tokens,
    authorizationFor: (repository) => {
      if (tokens !== null) return `Bearer ${tokens.pushToken(repository)}`;
      return options.auth === 'htpasswd' ? BASIC : null;
    },
    takeRequests: () => takeRequests(origin, log, certificate.certificate),
    stop: () => stop(child, tokens, folder),
  };
}

/** https://distribution.github.io/distribution/about/configuration/ (JSON is YAML). */
function configuration(
  { auth, tls }: RealRegistryOptions,
  host: string,
  folder: string,
  certificate: Certificate,
  tokens: TokenServer | null,
): unknown {
  const { certificateFile, keyFile } = certificate;
  return {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: false } },
    storage: {
      filesystem: { rootdirectory: join(folder, 'storage') },
      delete: { enabled: true },
    },
    http: {
      addr: host,
      ...(tls === true && { tls: { certificate: certificateFile, key: keyFile } }),
    },
    ...(auth === 'htpasswd' && { auth: { htpasswd: htpasswd(folder) } }),
    ...(tokens !== null && {
      auth: {
        token: {
          realm: tokens.realm,
          service: tokens.service,
          issuer: tokens.issuer,
          rootcertbundle: certificateFile,
        },
      },
    }),
  };
}

/** docker-registry knows only bcrypt; the cheapest, which is 4 rounds, is quick. */
function htpasswd(folder: string): unknown {
  const path = join(folder, 'htpasswd');
  writeFileSync(path, execFileSync('htpasswd', ['-nbB', '-C', '4', USER, PASSWORD]));
  return { realm: 'seaworthy-test', path };
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitForPort(host: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + LONGEST_START_MS;
  while (!(await isAnswering(host))) {
    const code = child.exitCode;
    if (code !== null) throw new Error(`docker-registry ended with the exit code ${code}`);
    if (Date.now() > end) throw new Error(`docker-registry does not answer at ${host}`);
    await wait(10);
  }
}

async function isAnswering(host: string): Promise<boolean> {
  try {
    await fetch(`http://${host}/`);
    return true;
  } catch {
    return false;
  }
}

interface AccessLog {
  readonly lines: string[];
  taken: number;
}

const ACCESS = /"([A-Z]+ \S+) HTTP\/1\.[01]" (\d+) /;

function readLog(child: ChildProcess): AccessLog {
  const log: AccessLog = { lines: [], taken: 0 };
  let rest = '';
  child.stderr?.resume();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, request, status] = ACCESS.exec(line) ?? [];
      if (request !== undefined && status !== undefined) log.lines.push(`${request} ${status}`);
    }
  });
  return log;
}

/** The log comes after the answer: everything is there when a request of our own is. */
async function takeRequests(
  origin: string,
  log: AccessLog,
  ca: string,
): Promise<readonly string[]> {
  const mark = `/mark-${log.taken}-${log.lines.length}`;
  const dispatcher = new Agent({ connect: { ca } });
  await fetch(origin + mark, { dispatcher });
  await dispatcher.close();
  let at = -1;
  while (at === -1) {
    await wait(2);
    at = log.lines.findIndex((line) => line.includes(mark));
  }
  const requests = log.lines.slice(log.taken, at);
  log.taken = at + 1;
  return requests.filter((line) => !line.startsWith('GET / '));
}

async function stop(
  child: ChildProcess,
  tokens: TokenServer | null,
  folder: string,
): Promise<void> {
  tokens?.stop();
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
