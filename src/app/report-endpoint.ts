import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReportReader } from '../findings/report-reader.ts';
import type { RepositoryName } from '../github/client.ts';
import type { ReportStore } from '../github/reports/report-store.ts';
import { decodeReport } from '../remediation/decode-report.ts';
import { readGivenReport } from '../remediation/read-given-report.ts';
import { admit } from './reports/admission.ts';
import type { Credentials } from './reports/admission.ts';
import { readUpload } from './reports/read-upload.ts';
import { isSignatureOf } from './reports/shared-secret.ts';

export interface ReportEndpoint extends Credentials {
  readonly readers: readonly ReportReader[];
  readonly store: ReportStore;
  /** The default branch; null for a repository that the app is not installed on. */
  readonly findBranch: (name: RepositoryName) => Promise<string | null>;
  /** Has the repository looked at; the report is kept already. */
  readonly queueLook: (name: RepositoryName) => Promise<void>;
}

/** Bytes. */
const LARGEST_REPORT = 20 * 1024 * 1024;

/** Bodies that are in memory at once. */
const MOST_AT_ONCE = 4;

const ADDRESS = /^\/reports\/([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})$/;

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `POST /reports/{owner}/{repo}`, optionally with `?dockerfile=PATH`: a listener for a server of Node. Resolves to false, the
 * request untouched, for any other address.
 */
export function createReportEndpoint(
  endpoint: ReportEndpoint,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  let reading = 0;
  return async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s, 2);
    const [, owner, repo] = ADDRESS.exec(path) ?? [];
    if (owner === undefined || repo === undefined || /^\.+$/.test(repo)) return false;
    if (reading >= MOST_AT_ONCE) {
      send(response, {
        ...refusal(503, 'too many reports at once'),
        headers: { 'retry-after': '5' },
      });
      return true;
    }
    reading += 1;
    try {
      const dockerfile = new URLSearchParams(query).get('dockerfile');
      send(response, await receive(endpoint, request, { owner, repo }, dockerfile));
    } finally {
      reading -= 1;
    }
    return true;
  };
}

async function receive(
  endpoint: ReportEndpoint,
  request: IncomingMessage,
  name: RepositoryName,
  dockerfile: string | null,
): Promise<Reply> {
  if (request.method !== 'POST') {
    return { ...refusal(405, 'reports are sent with POST'), headers: { allow: 'POST' } };
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refusal(415, 'the report is to be sent unpacked');
  }
  if ((dockerfile ?? '').length > 1000) return refusal(400, 'that is no path of a Dockerfile');
  const admission = await admit(request, name, endpoint);
  if (admission.kind === 'refused') return refusal(admission.status, admission.problem);
  const isSigned = admission.kind === 'signed';
  const objection = isSigned ? null : await refFault(endpoint, name, admission.ref);
  if (objection !== null) return objection;
  const upload = await readUpload(request, LARGEST_REPORT);
  if (!upload.ok) {
    const isLarge = upload.reason === 'too large';
    return isLarge ? refusal(413, 'a report may have 20 MiB') : refusal(400, 'it is cut off');
  }
  if (isSigned) {
    const { signature, secret } = admission;
    const holds = isSignatureOf(signature, `${name.owner}/${name.repo}`, upload.bytes, secret);
    if (!holds) return refusal(401, 'the signature does not hold');
    const fault = await refFault(endpoint, name, null);
    if (fault !== null) return fault;
  }
  return keep(endpoint, name, dockerfile, upload.bytes);
}

/** Asked only for senders who are known: nobody else learns where the app is installed. */
async function refFault(
  { findBranch }: ReportEndpoint,
  name: RepositoryName,
  ref: string | null,
): Promise<Reply | null> {
  const branch = await findBranch(name);
  if (branch === null) return refusal(404, 'the app is not installed on that repository');
  if (ref === null || ref === `refs/heads/${branch}`) return null;
  return refusal(403, `only reports of the default branch count, ${branch}`);
}

async function keep(
  { readers, store, queueLook }: ReportEndpoint,
  name: RepositoryName,
  dockerfile: string | null,
  bytes: Uint8Array,
): Promise<Reply> {
  const content = decodeReport(bytes);
  if (!content.ok) return refusal(422, content.reason);
  const place = { name: 'the report that was sent', dockerfile };
  const outcome = readGivenReport(place, content.text, readers);
  if (!outcome.ok) return refusal(422, outcome.problem);
  await store.keep(name, { given: outcome.given, text: content.text });
  await queueLook(name);
  const { scans } = outcome.given.report;
  const tools = [...new Set(scans.map(({ tool }) => tool))];
  const { notices } = outcome;
  return { status: 202, body: { message: 'the repository will be looked at', tools, notices } };
}

function refusal(status: number, message: string): Reply {
  const headers = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return { status, body: { message }, headers };
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(`${JSON.stringify(body)}\n`);
}
