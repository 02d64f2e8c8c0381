import { fingerprintOf } from '../../findings/fingerprint.ts';
import { fitBody } from '../../remediation/body/cut-body.ts';
import { hasStatus } from '../failure.ts';
import { isLoginOf } from '../identity.ts';
import type { TalkDeps } from './talk.ts';

/** What is answered: a comment or an edit, each time it was written. */
export interface Occasion {
  /** Number of the issue or pull request. */
  readonly number: number;
  /** `comment-12` or `edit-3`. */
  readonly about: string;
  /** When it was written: an ISO 8601 date, of whole seconds. */
  readonly at: string;
  /** What was written, which tells apart what was written in the same second. */
  readonly text: string;
}

/** A conversation with more comments after the question than these has gone on without us. */
const MOST_PAGES = 5;
const PAGE = 100;

/** Whether a comment of ours answers it already. */
export async function isAnswered(
  { client, name, identity }: TalkDeps,
  occasion: Occasion,
): Promise<boolean> {
  const mark = markOf(occasion);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { ...name, issue_number: occasion.number, since: occasion.at, per_page: PAGE, page },
    );
    const isOurs = data.some(
      ({ user, body }) => isLoginOf(identity, user?.login ?? null) && body?.startsWith(mark),
    );
    if (isOurs) return true;
    if (data.length < PAGE) return false;
  }
  return true;
}

/** One comment, which begins with a hidden mark of what it answers. */
export async function say(
  { client, name }: TalkDeps,
  occasion: Occasion,
  words: string,
): Promise<void> {
  try {
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...name,
      issue_number: occasion.number,
      body: fitBody(`${markOf(occasion)}\n${words}`),
    });
  } catch (error) {
    // Locked, or deleted: nobody waits for an answer there.
    if (!hasStatus(error, 403, 404, 410)) throw error;
  }
}

function markOf({ about, at, text }: Occasion): string {
  // A dash is no part of a comment's content, see the key block.
  const what = about.replaceAll('-', ':');
  return `<!-- seaworthy:answer:v1 ${what} ${Date.parse(at)} ${fingerprintOf(text)} -->`;
}
