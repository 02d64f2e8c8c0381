import { tickedBoxes, withTicks } from '../../remediation/body/boxes.ts';
import type { BoxName } from '../../remediation/body/boxes.ts';
import { asking } from '../failure.ts';
import { carryOut } from './carry-out.ts';
import { mayAsk } from './may-ask.ts';
import type { Command } from './parse.ts';
import { readPlace, writeBody } from './place.ts';
import type { Place } from './place.ts';
import { isAnswered, say } from './say-once.ts';
import { SILENCE } from './talk.ts';
import type { Actor, TalkDeps, TalkOutcome } from './talk.ts';

/** Of the events `pull_request.edited` and `issues.edited`. */
export interface EditEvent {
  readonly number: number;
  readonly isPull: boolean;
  readonly body: string;
  /** `changes.body.from`. */
  readonly before: string;
  /** ISO 8601, of the issue or pull request. */
  readonly updatedAt: string;
  readonly actor: Actor;
}

/** What a tick asks for, and what taking it away does; other boxes say all by being ticked when the next look reads them. */
const COMMANDS: Readonly<Partial<Record<BoxName, 'rebase' | 'recreate' | 'pause'>>> = {
  rebase: 'rebase',
  recreate: 'recreate',
  pause: 'pause',
};

/** Takes the boxes that a person with write access has ticked for commands; ticks of others are taken back. */
export async function answerEdit(deps: TalkDeps, edit: EditEvent): Promise<TalkOutcome> {
  const before = tickedBoxes(edit.before);
  const after = tickedBoxes(edit.body);
  const added = [...after].filter((name) => !before.has(name));
  const removed = [...before].filter((name) => !after.has(name));
  if (added.length + removed.length === 0 || edit.actor.isBot) return SILENCE;
  const { owner, repo } = deps.name;
  return asking(`answering a tick on ${owner}/${repo}#${edit.number}`, () =>
    answer(deps, edit, { added, removed }),
  );
}

interface Ticks {
  readonly added: readonly BoxName[];
  readonly removed: readonly BoxName[];
}

async function answer(deps: TalkDeps, edit: EditEvent, ticks: Ticks): Promise<TalkOutcome> {
  const place = await readPlace(deps, edit.number, edit.isPull);
  if (place === null) return SILENCE;
  if (!(await mayAsk(deps, edit.actor))) {
    await takeBack(deps, place, ticks);
    return SILENCE;
  }
  if (place.kind === 'dashboard') return { needsLook: ticks.added.length > 0 };
  const words: string[] = [];
  let needsLook = false;
  for (const command of commandsOf(place, ticks)) {
    const current = await readPlace(deps, edit.number, edit.isPull);
    if (current === null) return SILENCE;
    const outcome = await carryOut(deps, current, command);
    needsLook ||= outcome.needsLook;
    if (outcome.words !== null) words.push(outcome.words);
  }
  const { number, updatedAt: at, body: text } = edit;
  const occasion = { number, about: `edit-${number}`, at, text };
  if (words.length > 0 && !(await isAnswered(deps, occasion))) {
    await say(deps, occasion, words.join('\n\n'));
  }
  return { needsLook };
}

/** What was ticked and is done in the meantime is no command any more: the same event may come twice. */
function commandsOf({ body }: Place, { added, removed }: Ticks): Command[] {
  const now = tickedBoxes(body);
  const asked = added.filter((name) => now.has(name)).flatMap((name) => COMMANDS[name] ?? []);
  const isResumed = removed.includes('pause') && !now.has('pause');
  return [...asked, ...(isResumed ? ['resume' as const] : [])].map((kind) => ({ kind }));
}

async function takeBack(deps: TalkDeps, place: Place, { added, removed }: Ticks): Promise<void> {
  const ticked = new Set(tickedBoxes(place.body));
  for (const name of added) ticked.delete(name);
  for (const name of removed) ticked.add(name);
  await writeBody(deps, place, withTicks(place.body, ticked));
}
