import { code } from '../../remediation/body/markdown.ts';
import { asking, hasStatus } from '../failure.ts';
import { carryOut } from './carry-out.ts';
import { mayAsk } from './may-ask.ts';
import { parseCommands } from './parse.ts';
import type { Command } from './parse.ts';
import { readPlace } from './place.ts';
import { hasReacted, react } from './reaction.ts';
import { isAnswered, say } from './say-once.ts';
import type { Occasion } from './say-once.ts';
import { SILENCE } from './talk.ts';
import type { Actor, TalkDeps, TalkOutcome } from './talk.ts';

/** Of the event `issue_comment`, `created` or `edited`. */
export interface CommentEvent {
  /** Id of the comment. */
  readonly id: number;
  /** Number of the issue or pull request that it stands on. */
  readonly number: number;
  readonly isPull: boolean;
  readonly body: string;
  /** What it said before it was edited; null for a new one. */
  readonly before: string | null;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Who wrote it, or edited it. */
  readonly actor: Actor;
}

/**
 * Carries out the commands of a comment by a person with write access, on a pull request of ours or the dashboard, and answers
 * by a reaction or one comment. Nothing else is answered; a stranger's command is met with a reaction.
 */
export async function answerComment(deps: TalkDeps, comment: CommentEvent): Promise<TalkOutcome> {
  const commands = newCommands(comment);
  if (commands.length === 0 || comment.actor.isBot) return SILENCE;
  const { owner, repo } = deps.name;
  return asking(`answering a comment on ${owner}/${repo}#${comment.number}`, () =>
    answer(deps, comment, commands),
  );
}

/** What the next look does, or follows up. */
const LOOKED_AFTER: readonly Command['kind'][] = ['ignore', 'rebase', 'recreate', 'resume'];

/** Those that an edit has added. */
function newCommands({ body, before }: CommentEvent): readonly Command[] {
  const isKnown = isAmong(parseCommands(before ?? ''));
  return parseCommands(body).filter((command) => !isKnown(command));
}

function isAmong(commands: readonly Command[]): (command: Command) => boolean {
  const known = new Set(commands.map((command) => JSON.stringify(command)));
  return (command) => known.has(JSON.stringify(command));
}

/** Those that the comment still holds: an event may come late, after the comment was edited or deleted. */
async function stillAsked(
  { client, name }: TalkDeps,
  comment_id: number,
  commands: readonly Command[],
): Promise<readonly Command[]> {
  try {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
      {
        ...name,
        comment_id,
      },
    );
    return commands.filter(isAmong(parseCommands(data.body ?? '')));
  } catch (error) {
    if (hasStatus(error, 404, 410)) return [];
    throw error;
  }
}

async function answer(
  deps: TalkDeps,
  comment: CommentEvent,
  commands: readonly Command[],
): Promise<TalkOutcome> {
  const { id, number, isPull, before, actor } = comment;
  let place = await readPlace(deps, number, isPull);
  if (place === null) return SILENCE;
  if (!(await mayAsk(deps, actor))) {
    await react(deps, id, 'confused');
    return SILENCE;
  }
  const asked = await stillAsked(deps, id, commands);
  if (asked.length === 0) return SILENCE;
  const isNew = before === null;
  const { updatedAt: at, body: text } = comment;
  const occasion = { number, about: `comment-${id}`, at, text };
  if ((isNew && (await hasReacted(deps, id))) || (await isAnswered(deps, occasion))) {
    // We may have been stopped after the answer and before the look.
    return { needsLook: asked.some(({ kind }) => LOOKED_AFTER.includes(kind)) };
  }
  const outcomes = [];
  for (const command of asked) {
    // The command before may have changed it.
    if (outcomes.length > 0) place = (await readPlace(deps, number, isPull)) ?? place;
    outcomes.push({ command, ...(await carryOut(deps, place, command)) });
  }
  const words = outcomes.flatMap((one) => one.words ?? []);
  const done = outcomes.filter((one) => one.words === null).map(({ command }) => command);
  await confirm(deps, id, occasion, { words, done, isNew });
  return { needsLook: outcomes.some(({ needsLook }) => needsLook) };
}

interface Confirmation {
  readonly words: readonly string[];
  /** Commands that need no words. */
  readonly done: readonly Command[];
  /** A reaction stays when its comment is edited, and would not tell the commands of the edit from those of before. */
  readonly isNew: boolean;
}

async function confirm(
  deps: TalkDeps,
  id: number,
  occasion: Occasion,
  { words, done, isNew }: Confirmation,
): Promise<void> {
  if (words.length === 0 && isNew) {
    await react(deps, id, '+1');
    return;
  }
  const named = done.map(({ kind }) => code(`/seaworthy ${kind}`));
  const confirmed = named.length === 0 ? [] : [`Done: ${named.join(', ')}.`];
  await say(deps, occasion, [...confirmed, ...words].join('\n\n'));
}
