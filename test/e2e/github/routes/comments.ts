import {
  NO_CONTENT,
  created,
  found,
  invalid,
  notAccessible,
  notFound,
  notSupplied,
  refusal,
} from '../answer.ts';
import type { Answer } from '../answer.ts';
import { MAX_BODY_CHARACTERS, isShortEnough } from '../body.ts';
import type { Reaction } from '../model.ts';
import { listAnswer } from '../paging.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printAccount } from '../shapes/account.ts';
import { REACTIONS, printComment } from '../shapes/issue.ts';
import { addComment, deleteComment, editComment } from '../text-deeds.ts';
import type { PlacedComment } from '../text-deeds.ts';
import { issueOf } from './issues.ts';

const READ = ['issues:read', 'pull_requests:read'];
const WRITE = ['issues:write', 'pull_requests:write'];
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

/** REST, "Issue comments" and "Reactions". */
export const commentRoutes: readonly AnyRoute[] = [
  repositoryRoute(`GET ${ISSUE}/comments`, READ, (call) => {
    const issue = issueOf(call);
    const since = call.query.get('since');
    const fitting = issue.comments.filter(
      ({ updatedAt }) => since === null || Date.parse(updatedAt) >= Date.parse(since),
    );
    return listAnswer(call, fitting, (one) => printComment(call, call.repository, issue, one));
  }),
  repositoryRoute(`POST ${ISSUE}/comments`, WRITE, (call) => {
    const issue = issueOf(call);
    if (issue.locked) throw refusal(403, 'Unable to create comment because issue is locked.');
    const body = textOf(call);
    const fields = { body, viaApp: call.caller.kind !== 'person' };
    const comment = addComment(call.deeds, call.repository, issue, call.actor, fields);
    return created(printComment(call, call.repository, issue, comment));
  }),
  repositoryRoute(`GET ${COMMENT}`, READ, (call) => found(print(call, placeOf(call)))),
  repositoryRoute(`PATCH ${COMMENT}`, WRITE, (call) => {
    const place = placeOf(call);
    editComment(call.deeds, place, textOf(call), call.actor);
    return found(print(call, place));
  }),
  repositoryRoute(`DELETE ${COMMENT}`, WRITE, (call) => {
    deleteComment(call.deeds, placeOf(call), call.actor);
    return NO_CONTENT;
  }),
  repositoryRoute(`GET ${COMMENT}/reactions`, READ, (call) =>
    listAnswer(call, placeOf(call).comment.reactions, (one) => printReaction(call, one)),
  ),
  repositoryRoute(`POST ${COMMENT}/reactions`, WRITE, (call) =>
    react(call, placeOf(call).comment.reactions),
  ),
  repositoryRoute(`DELETE ${COMMENT}/reactions/{reaction_id}`, WRITE, (call) =>
    takeBack(call, placeOf(call).comment.reactions),
  ),
  repositoryRoute(`GET ${ISSUE}/reactions`, READ, (call) =>
    listAnswer(call, issueOf(call).reactions, (one) => printReaction(call, one)),
  ),
  repositoryRoute(`POST ${ISSUE}/reactions`, WRITE, (call) => react(call, issueOf(call).reactions)),
  repositoryRoute(`DELETE ${ISSUE}/reactions/{reaction_id}`, WRITE, (call) =>
    takeBack(call, issueOf(call).reactions),
  ),
];

function placeOf({ repository, params }: RepositoryCall): PlacedComment {
  const id = Number(params['comment_id']);
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment !== undefined) return { repository, issue, comment };
  }
  throw notFound();
}

function print(call: RepositoryCall, { repository, issue, comment }: PlacedComment) {
  return printComment(call, repository, issue, comment);
}

function textOf({ body }: RepositoryCall): string {
  const text = body.optionalString('body');
  if (text === null) throw notSupplied('body');
  if (text.trim() === '') {
    throw invalid({ resource: 'IssueComment', code: 'missing_field', field: 'body' });
  }
  if (isShortEnough(text)) return text;
  const message = `Body is too long (maximum is ${MAX_BODY_CHARACTERS} characters)`;
  throw invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
}

function printReaction(call: RepositoryCall, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: call.world.ids.print('Reaction', reaction.id),
    user: printAccount(call, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** 200 where the app reacted like that before, 201 otherwise. */
function react(call: RepositoryCall, reactions: Reaction[]): Answer {
  const content = call.body.string('content');
  if (!REACTIONS.some((known) => known === content)) {
    throw invalid({ resource: 'Reaction', code: 'invalid', field: 'content' });
  }
  const known = reactions.find(({ user, content: one }) => user === call.actor && one === content);
  if (known !== undefined) return found(printReaction(call, known));
  const { world, actor } = call;
  const reaction = { id: world.nextId(), user: actor, content, createdAt: world.now() };
  reactions.push(reaction);
  return { status: 201, body: printReaction(call, reaction) };
}

function takeBack(call: RepositoryCall, reactions: Reaction[]): Answer {
  const id = Number(call.params['reaction_id']);
  const at = reactions.findIndex((one) => one.id === id);
  const reaction = reactions[at];
  if (reaction === undefined) throw notFound();
  if (reaction.user !== call.actor) throw notAccessible();
  reactions.splice(at, 1);
  return NO_CONTENT;
}
