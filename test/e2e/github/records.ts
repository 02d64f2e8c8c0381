import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestLog } from './request-log.ts';
import type { Webhooks } from './webhooks.ts';

/**
 * Appends what a host was asked, what it answered and which events it sent to the folder that
 * `npm run github-description` names, to be compared with GitHub's own description.
 */
export function keepRecords({ requests, unknown }: RequestLog, { deliveries }: Webhooks): void {
  const folder = process.env['GITHUB_RECORDS'];
  if (folder === undefined) return;
  const answered = requests.flatMap(({ method, template, status, fault, requestText, answer }) => {
    const isJson = answer !== null && !(answer.body instanceof Uint8Array);
    const isUnknown = unknown.includes(`${method} ${template}`);
    if (!isJson || isUnknown || fault !== null) return [];
    return [{ kind: 'request', method, template, status, requestText, body: answer.body }];
  });
  const events = deliveries.map(({ event, action, payload }) => ({
    kind: 'event',
    event,
    action,
    payload,
  }));
  const lines = [...answered, ...events].map((record) => `${JSON.stringify(record)}\n`);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.jsonl`), lines.join(''));
}
