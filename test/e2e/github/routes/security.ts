import { gunzipSync } from 'node:zlib';
import { found, isObject, notFound, notSupplied, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { cursorAnswer, listAnswer } from '../paging.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { apiOf } from '../shapes/view.ts';
import { isOid } from './git-objects.ts';

const REPOSITORY = '/repos/{owner}/{repo}';

/** REST, "Code scanning" and "Dependabot alerts". */
export const securityRoutes: readonly AnyRoute[] = [
  repositoryRoute(`GET ${REPOSITORY}/code-scanning/alerts`, 'security_events:read', (call) => {
    const { codeScanningAlerts: alerts } = call.repository;
    if (alerts.length === 0) throw refusal(404, 'no analysis found');
    const ref = call.query.get('ref');
    const tool = call.query.get('tool_name');
    const fitting = alerts.filter(
      (alert) =>
        fits(call, alert, 'state') &&
        (ref === null || textAt(alert['most_recent_instance'], 'ref') === ref) &&
        (tool === null || textAt(alert['tool'], 'name') === tool),
    );
    return listAnswer(call, fitting, (one) => one);
  }),
  repositoryRoute(
    `GET ${REPOSITORY}/code-scanning/alerts/{alert_number}`,
    'security_events:read',
    (call) => found(numbered(call, call.repository.codeScanningAlerts)),
  ),
  repositoryRoute(`POST ${REPOSITORY}/code-scanning/sarifs`, 'security_events:write', uploadSarif),
  repositoryRoute(
    `GET ${REPOSITORY}/code-scanning/sarifs/{sarif_id}`,
    'security_events:read',
    (call) => {
      const sarif = call.repository.sarifs.find(({ id }) => id === call.params['sarif_id']);
      if (sarif === undefined) throw notFound();
      const analyses_url = `${apiOf(call, call.repository)}/code-scanning/analyses?sarif_id=${sarif.id}`;
      return found({ processing_status: 'complete', analyses_url, errors: [] });
    },
  ),
  repositoryRoute(`GET ${REPOSITORY}/dependabot/alerts`, 'vulnerability_alerts:read', (call) => {
    if (call.query.has('page')) {
      throw refusal(400, 'Pagination using the `page` parameter is not supported.');
    }
    const fitting = call.repository.dependabotAlerts.filter((alert) => fits(call, alert, 'state'));
    return cursorAnswer(call, fitting);
  }),
  repositoryRoute(
    `GET ${REPOSITORY}/dependabot/alerts/{alert_number}`,
    'vulnerability_alerts:read',
    (call) => found(numbered(call, call.repository.dependabotAlerts)),
  ),
];

function fits({ query }: RepositoryCall, alert: object, name: string): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted.split(',').includes(textAt(alert, name));
}

function textAt(value: unknown, name: string): string {
  return isObject(value) ? String(value[name]) : '';
}

function numbered({ params }: RepositoryCall, alerts: readonly object[]): object {
  const alert = alerts.find((one) => textAt(one, 'number') === params['alert_number']);
  if (alert === undefined) throw notFound();
  return alert;
}

/** REST, "Upload an analysis as SARIF data": gzip, then base64; at most 10 megabytes as sent. */
const MAX_SARIF_BYTES = 10 * 1024 * 1024;

function uploadSarif(call: RepositoryCall): Answer {
  const { repository, body, world } = call;
  const commitOid = body.string('commit_sha');
  const ref = body.string('ref');
  const sarif = body.string('sarif');
  if (!isOid(commitOid) || !/^refs\/(?:heads|pull|tags)\/.+$/.test(ref)) {
    throw refusal(422, 'commit_sha or ref is invalid');
  }
  if (repository.git.object(commitOid)?.type !== 'commit') throw refusal(404, 'commit not found');
  if (Buffer.byteLength(sarif) > MAX_SARIF_BYTES) throw refusal(413, 'Payload Too Large');
  const document = readSarif(sarif);
  const runs: unknown = isObject(document) ? document['runs'] : null;
  if (!Array.isArray(runs)) throw notSupplied('runs');
  const id = `00000000-0000-4000-8000-${String(world.nextId()).padStart(12, '0')}`;
  repository.sarifs.push({ id, commitOid, ref, document });
  const url = `${apiOf(call, repository)}/code-scanning/sarifs/${id}`;
  return { status: 202, body: { id, url } };
}

function readSarif(sarif: string): unknown {
  try {
    const bytes = gunzipSync(Buffer.from(sarif, 'base64'));
    // Whatever a client sent is unknown until it has been looked at.
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw refusal(400, 'sarif must be gzip compressed and base64 encoded');
  }
}
