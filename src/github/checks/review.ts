import { LONGEST_BODY } from '../../remediation/body/cut-body.ts';
import { code, codeBlock, prose } from '../../remediation/body/markdown.ts';
import type { AppliedFix } from '../../remediation/patch.ts';
import type { Suggestion } from '../../remediation/pull/suggest.ts';
import { allPages, PAGE_SIZE } from '../all-pages.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import { hasStatus, messageOf } from '../failure.ts';
import type { GitHubIdentity } from '../identity.ts';

export interface ReviewPlace {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  readonly pullNumber: number;
  /** Commit at the head of the pull request. */
  readonly commit: string;
}

export type ReviewOutcome =
  | { readonly kind: 'created' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Of one review; the check run tells of everything. */
const MOST_COMMENTS = 30;
const MOST_PAGES = 10;

const MARK = '<!-- seaworthy:review:v1 -->';

interface ReviewComment {
  readonly path: string;
  readonly body: string;
  readonly side: 'RIGHT';
  readonly line: number;
  readonly start_line?: number;
  readonly start_side?: 'RIGHT';
}

/** Suggests all fixes in one review of the head commit, once; what an earlier review of ours suggests is not repeated. */
export async function ensureReview(
  place: ReviewPlace,
  suggestions: readonly Suggestion[],
): Promise<ReviewOutcome> {
  const ours = await ourReviews(place);
  if (ours.some(({ commit_id }) => commit_id === place.commit)) return { kind: 'unchanged' };
  const known = ours.length === 0 ? new Set<string>() : await ourComments(place);
  const comments = suggestions
    .map(commentOf)
    .filter(({ path, body }) => body.length <= LONGEST_BODY && !known.has(keyOf(path, body)));
  if (comments.length === 0) return { kind: 'unchanged' };
  const { client, name, pullNumber, commit } = place;
  try {
    await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      ...name,
      pull_number: pullNumber,
      commit_id: commit,
      event: 'COMMENT',
      body: bodyOf(comments.length),
      comments: comments.slice(0, MOST_COMMENTS),
    });
    return { kind: 'created' };
  } catch (error) {
    // The head has moved, or the conversation is locked: the check run has said it all.
    if (!hasStatus(error, 422)) throw error;
    return { kind: 'refused', reason: `GitHub takes no review: ${messageOf(error)}` };
  }
}

async function ourReviews({ client, name, identity, pullNumber }: ReviewPlace) {
  const reviews = await allPages(MOST_PAGES, async (page) => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      ...name,
      pull_number: pullNumber,
      page,
      per_page: PAGE_SIZE,
    });
    return data;
  });
  return reviews.filter(({ user, body }) => body.includes(MARK) && user?.login === identity.login);
}

async function ourComments({ client, name, identity, pullNumber }: ReviewPlace) {
  const comments = await allPages(MOST_PAGES, async (page) => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
      { ...name, pull_number: pullNumber, page, per_page: PAGE_SIZE },
    );
    return data;
  });
  const ours = comments.filter(({ user }) => user.login === identity.login);
  return new Set(ours.map(({ path, body }) => keyOf(path, body)));
}

function keyOf(path: string, body: string): string {
  return `${path}\n${body.replaceAll('\r\n', '\n').trim()}`;
}

function bodyOf(count: number): string {
  const shown = Math.min(count, MOST_COMMENTS);
  const fixes = shown === 1 ? 'a fix' : `${shown} fixes`;
  const rest = count > shown ? ` ${count - shown} more are told by the check.` : '';
  return `Seaworthy suggests ${fixes} for the lines that change here. Each stands on its own, and can be taken or left.${rest}\n\n${MARK}`;
}

/** One comment on lines of a pull request. */
export function commentOf({ path, lines: [first, last], text, fixes }: Suggestion): ReviewComment {
  const words = [...new Set(fixes.map(explain))];
  const block = text === '' ? '```suggestion\n```' : codeBlock(text, 'suggestion');
  const rules = [...new Set(fixes.map(({ rule }) => rule))];
  const no = `To say no: ${code(`# seaworthy ignore=${rules.join(',')} reason`)} above the line.`;
  const body = [words.join('\n'), block, no].join('\n\n');
  const start = first === last ? {} : { start_line: first, start_side: 'RIGHT' as const };
  return { path, body, side: 'RIGHT', line: last, ...start };
}

function explain({ title, rule, safety, fix: { review } }: AppliedFix): string {
  const look =
    safety === 'safe' || review === undefined ? '' : ` Please look at it: ${prose(review)}`;
  return `- **${prose(title)}** (${code(rule)}, ${safety}).${look}`;
}
