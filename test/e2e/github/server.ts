import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkCaller, openRepository } from './access.ts';
import { Refusal, isObject, refusal } from './answer.ts';
import type { Answer } from './answer.ts';
import { RequestBody } from './body.ts';
import { conditional } from './conditional.ts';
import type { Deeds } from './deeds.ts';
import type { Fault, Faults } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RequestLog, SeenRequest } from './request-log.ts';
import type { Call, Caller, HostLimits, Match, RouteTable } from './route.ts';
import type { Tokens } from './tokens.ts';
import { fullNameOf } from './world.ts';

export interface ServerParts {
  readonly deeds: Deeds;
  readonly routes: RouteTable;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Milliseconds that an answer takes at least. */
  readonly latency: number;
  readonly options: HostLimits;
}

const ENTERPRISE = '/api/v3';
const MAX_REQUEST_BYTES = 100 * 1024 * 1024;

export function serve(parts: ServerParts): Server {
  return createServer((request, response) => {
    receive(parts, request, response).catch((error: unknown) => {
      parts.log.broken.push(error);
      if (!response.headersSent) send(response, { status: 500, body: { message: 'Server Error' } });
    });
  });
}

/** A request, read whole. */
interface Received {
  readonly method: string;
  /** Path without the base of GitHub Enterprise, still encoded. */
  readonly path: string;
  readonly query: string;
  readonly isEnterprise: boolean;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

async function receive(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const received = await read(request);
  const match = findRoute(parts, received);
  const template = match?.route.template ?? received.path;
  const isWrite = changes(received, template);
  const path = received.query === '' ? received.path : `${received.path}?${received.query}`;
  const { method, text, isEnterprise } = received;
  const fault = parts.faults.take({ method, template, path, isWrite, body: text });
  const seen: SeenRequest = { method, template, path, isWrite, isEnterprise, requestText: text };
  if (fault?.drop === 'before') {
    parts.log.add(seen, null, 'nobody', 'dropped before');
    request.socket.destroy();
    return;
  }
  const { answer, caller } = await answerTo(parts, received, match, fault);
  if (parts.latency > 0) await sleep(parts.latency);
  const isLost = fault?.drop === 'after';
  parts.log.add(seen, answer, nameOf(caller), isLost ? 'dropped after' : faultName(fault));
  if (isLost) request.socket.destroy();
  else send(response, received.method === 'HEAD' ? { ...answer, body: undefined } : answer);
}

function faultName(fault: Fault | null): string | null {
  return fault?.status === undefined ? null : `status ${fault.status}`;
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // A request without an encoding yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_REQUEST_BYTES) throw new Error('Request too large');
    chunks.push(bytes);
  }
  const [full = '', query = ''] = (request.url ?? '').split(/\?(.*)/s, 2);
  const isGraphql = full === '/api/graphql';
  const isEnterprise = isGraphql || full.startsWith(`${ENTERPRISE}/`);
  const inside = isGraphql ? '/graphql' : full.slice(isEnterprise ? ENTERPRISE.length : 0);
  const { method = 'GET', headers } = request;
  const text = Buffer.concat(chunks).toString('utf8');
  return { method, path: inside, query, isEnterprise, headers, text };
}

/** Also by the number of a repository, to which GitHub redirects from a former name. */
function findRoute({ routes, deeds }: ServerParts, { method, path }: Received): Match | null {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = id === undefined ? undefined : deeds.world.repositories.get(Number(id));
  const named = repository === undefined ? path : `/repos/${fullNameOf(repository)}${rest}`;
  return routes.find(method === 'HEAD' ? 'GET' : method, named);
}

function changes({ method, text }: Received, template: string): boolean {
  if (template === '/graphql') return /\bmutation\b/.test(text.slice(0, 200));
  return method !== 'GET' && method !== 'HEAD';
}

interface Answered {
  readonly answer: Answer;
  readonly caller: Caller;
}

const NOBODY: Caller = { kind: 'nobody' };

async function answerTo(
  parts: ServerParts,
  received: Received,
  match: Match | null,
  fault: Fault | null,
): Promise<Answered> {
  let caller = NOBODY;
  const resource = match?.route.template === '/graphql' ? 'graphql' : 'core';
  const isFree = match?.route.template === '/rate_limit';
  try {
    if (fault?.status !== undefined) return { answer: faultAnswer(fault), caller };
    caller = parts.tokens.callerOf(received.headers.authorization);
    if (received.headers['user-agent'] === undefined) throw refusal(403, NO_USER_AGENT);
    if (!isFree) parts.limits.check(caller, resource, received.method);
    const full = await run(parts, received, match, caller);
    const answer = conditional(received.method, received.headers, full);
    const isCheap = isFree || (answer.status === 304 && caller.kind !== 'nobody');
    if (!isCheap) parts.limits.spend(caller, resource);
    return { answer: withHeaders(answer, parts.limits.headersOf(caller, resource)), caller };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.answer.status !== 401 && !isFree) parts.limits.spend(caller, resource);
    const headers = { ...parts.limits.headersOf(caller, resource), ...acceptedOf(match) };
    return { answer: withHeaders(error.answer, headers), caller };
  }
}

const NO_USER_AGENT =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.';

function faultAnswer({ status = 500, headers = {}, body }: Fault): Answer {
  return { status, headers, body: body ?? { message: 'A fault that the test asked for' } };
}

async function run(
  parts: ServerParts,
  received: Received,
  match: Match | null,
  caller: Caller,
): Promise<Answer> {
  if (match === null) {
    parts.log.unknown.push(`${received.method} ${received.path}`);
    throw refusal(404, 'Not Found');
  }
  const call = callOf(parts, received, match, caller);
  checkCaller(match.route, caller);
  if ('answer' in match.route) return match.route.answer(call);
  const { world } = parts.deeds;
  const repository = openRepository(world, caller, match.route, match.params, (moved) => {
    const rest = received.path.split('/').slice(4).join('/');
    const address = `${call.api}/repositories/${moved.id}${rest === '' ? '' : `/${rest}`}`;
    return received.query === '' ? address : `${address}?${received.query}`;
  });
  return match.route.ofRepository({ ...call, repository });
}

function callOf(
  { deeds, options }: ServerParts,
  received: Received,
  { params }: Match,
  caller: Caller,
): Call {
  const { world } = deeds;
  const api = received.isEnterprise ? `${world.origin}${ENTERPRISE}` : world.origin;
  return {
    world,
    deeds,
    options,
    caller,
    params,
    api,
    actor: caller.kind === 'person' ? caller.account : world.bot(),
    query: new URLSearchParams(received.query),
    headers: received.headers,
    body: RequestBody.parse(received.text),
    url: `${api}${received.path}`,
  };
}

/** GitHub says which permissions a route takes ("Troubleshooting the REST API"). */
function acceptedOf(match: Match | null): Record<string, string> {
  const access = match?.route.access;
  if (access?.as !== 'installation' || access.anyOf.length === 0) return {};
  const printed = access.anyOf.map((wanted) => wanted.replace(':', '='));
  return { 'x-accepted-github-permissions': printed.join('; ') };
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'person') return `person ${caller.account.login}`;
  return caller.kind === 'installation' ? `installation ${caller.installation.id}` : caller.kind;
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.statusCode = status;
  response.setHeader('x-github-request-id', randomUUID());
  response.setHeader('x-github-media-type', 'github.v3; format=json');
  const isBytes = body instanceof Uint8Array;
  if (body !== undefined && !isBytes) {
    response.setHeader('content-type', 'application/json; charset=utf-8');
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body === undefined) response.end();
  else response.end(isBytes ? body : printBody(body));
}

function printBody(body: unknown): string {
  return isObject(body) || Array.isArray(body) ? JSON.stringify(body) : String(body);
}
