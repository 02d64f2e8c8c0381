import { Octokit } from 'octokit';
import { onTestFinished } from 'vitest';
import { discoverRules } from '../../../src/discover.ts';
import { answerComment } from '../../../src/github/commands/answer-comment.ts';
import { answerEdit } from '../../../src/github/commands/answer-edit.ts';
import type { TalkDeps, TalkOutcome } from '../../../src/github/commands/talk.ts';
import { botIdentity } from '../../../src/github/identity.ts';
import { replyPart } from '../../../src/remediation/body/replies.ts';
import { printKeyBlock } from '../../../src/remediation/key-block.ts';
import { asApp, asInstallation, at, text } from '../../e2e/github/client.ts';
import { startGitHubHost } from '../../e2e/github/host.ts';
import type { GitHubHost } from '../../e2e/github/host.ts';
import type { Comment, IssueState } from '../../e2e/github/model.ts';
import type { Delivery } from '../../e2e/github/webhooks.ts';

export const SHOP = 'acme/shop';
export const BRANCH = 'seaworthy/hardening';

const BLOCK = printKeyBlock({
  key: { kind: 'hardening', subject: 'all', to: '0123456789abcdef' },
  marks: new Set(['00112233']),
  advisories: new Set(),
  rules: new Set(['apt-get-yes', 'pipefail']),
  images: new Set(['node']),
});

export interface TalkScene {
  readonly host: GitHubHost;
  readonly deps: TalkDeps;
  /** Number of a pull request of ours. */
  readonly number: number;
  readonly issue: (number?: number) => IssueState;
  /** Somebody comments, and the event is answered. */
  readonly comment: (body: string, by?: string, number?: number) => Promise<Said>;
  readonly editComment: (id: number, body: string, by?: string) => Promise<TalkOutcome>;
  readonly editBody: (body: string, by?: string, number?: number) => Promise<TalkOutcome>;
  /** The last event once more. */
  readonly again: () => Promise<TalkOutcome>;
  /** An event that was not answered at once. */
  readonly answerTo: (delivery: Delivery | undefined) => Promise<TalkOutcome>;
  /** Our comments on the pull request. */
  readonly answers: (number?: number) => readonly string[];
}

export interface Said extends TalkOutcome {
  readonly comment: Comment;
  readonly reactions: readonly string[];
}

/** `acme/shop` with a pull request of ours; ann may write, ben may read, eve is a stranger. */
export async function talkScene(): Promise<TalkScene> {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const shop = host.addRepository(SHOP, {
    files: { Dockerfile: 'FROM node:20\n' },
    collaborators: { ann: 'write', mia: 'maintain', tom: 'triage', ben: 'read' },
  });
  const installation = host.admin.install('acme', 'ann');
  const deps = await depsFor(host, installation.id);
  const api = await asInstallation(host, installation);
  const number = await openOurs(api, shop.git.resolve('refs/heads/main') ?? '');
  const answer = (delivery: Delivery | undefined) => answerDelivery(deps, delivery);
  const last = () => host.webhooks.deliveries.findLast(({ action }) => action !== 'labeled');
  let asked: Delivery | undefined;
  const answerLast = () => answer((asked = last()));
  const issue = (one = number) => host.people.issue(SHOP, one);
  return {
    host,
    deps,
    number,
    issue,
    comment: async (body, by = 'ann', one = number) => {
      const comment = host.people.comment(SHOP, one, by, body);
      const outcome = await answerLast();
      return { ...outcome, comment, reactions: comment.reactions.map(({ content }) => content) };
    },
    editComment: (id, body, by = 'ann') => {
      host.people.editComment(SHOP, id, by, body);
      return answerLast();
    },
    editBody: (body, by = 'ann', one = number) => {
      host.people.editBody(SHOP, one, by, body);
      return answerLast();
    },
    again: () => answer(asked),
    answerTo: answer,
    answers: (one = number) =>
      issue(one)
        .comments.filter(({ viaApp }) => viaApp)
        .map(({ body }) => body),
  };
}

async function depsFor(host: GitHubHost, installation: number): Promise<TalkDeps> {
  const path = `/app/installations/${installation}/access_tokens`;
  const { body } = await asApp(host)(`POST ${path}`, {});
  const client = new Octokit({
    auth: text(body, 'token'),
    baseUrl: host.apiUrl,
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const identity = botIdentity(host.app.slug, () => Promise.resolve(1));
  return {
    client,
    name: { owner: 'acme', repo: 'shop' },
    identity,
    rules: await discoverRules(),
  };
}

const ignore = () => undefined;

type Api = Awaited<ReturnType<typeof asInstallation>>;

async function openOurs(api: Api, base: string): Promise<number> {
  const path = '/repos/acme/shop';
  const tree = await api(`POST ${path}/git/trees`, {
    base_tree: base,
    tree: [{ path: 'Dockerfile', mode: '100644', type: 'blob', content: 'FROM node:22\n' }],
  });
  const commit = await api(`POST ${path}/git/commits`, {
    message: `Put it in order\n\n${BLOCK}\n`,
    tree: text(tree.body, 'sha'),
    parents: [base],
  });
  const sha = text(commit.body, 'sha');
  await api(`POST ${path}/git/refs`, { ref: `refs/heads/${BRANCH}`, sha });
  const body = `One fix.\n\n${replyPart('hardening', ['exec-form'], 'app')}\n\n${BLOCK}\n`;
  const fields = { title: 'Put it in order', head: BRANCH, base: 'main', body };
  const pull = await api(`POST ${path}/pulls`, fields);
  return Number(text(pull.body, 'number'));
}

/** As the app reads the events. */
function answerDelivery(deps: TalkDeps, delivery: Delivery | undefined): Promise<TalkOutcome> {
  if (delivery === undefined) throw new Error('there was no event');
  const { event, payload } = delivery;
  const string = (path: string) => text(payload, path);
  const actor = { login: string('sender.login'), isBot: string('sender.type') === 'Bot' };
  const before = at(payload, 'changes.body.from');
  if (event === 'issue_comment') {
    return answerComment(deps, {
      id: Number(string('comment.id')),
      number: Number(string('issue.number')),
      isPull: at(payload, 'issue.pull_request') !== undefined,
      body: string('comment.body'),
      before: typeof before === 'string' ? before : null,
      updatedAt: string('comment.updated_at'),
      actor,
    });
  }
  const isPull = event === 'pull_request';
  const subject = isPull ? 'pull_request' : 'issue';
  return answerEdit(deps, {
    number: Number(string(`${subject}.number`)),
    isPull,
    body: string(`${subject}.body`),
    before: String(before),
    updatedAt: string(`${subject}.updated_at`),
    actor,
  });
}
