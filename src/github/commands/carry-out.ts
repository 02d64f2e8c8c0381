import { tickedBoxes, withoutTick, withTick } from '../../remediation/body/boxes.ts';
import { code } from '../../remediation/body/markdown.ts';
import { REQUESTS } from '../../remediation/body/replies.ts';
import { explainRule } from './explain.ts';
import { helpText } from './help.ts';
import { ignore } from './ignore.ts';
import type { Command } from './parse.ts';
import { isTouched, writeBody } from './place.ts';
import type { OurPull, Place } from './place.ts';
import { recreate } from './recreate.ts';
import type { TalkDeps } from './talk.ts';

/** What became of a command; `words`: what has to be said, null where a reaction says it. */
export interface CarriedOut {
  readonly words: string | null;
  readonly needsLook: boolean;
}

/** Does what is asked for, or writes the wish into the text, where the next look reads it; doing it twice changes nothing. */
export async function carryOut(
  deps: TalkDeps,
  place: Place,
  command: Command,
): Promise<CarriedOut> {
  switch (command.kind) {
    case 'help':
      return onlyWords(helpText());
    case 'explain':
      return onlyWords(explainRule(command.rule, deps.rules));
    case 'unknown':
      return onlyWords(unknownWords(command.text, command.near));
    case 'ignore':
    case 'rebase':
    case 'recreate':
    case 'pause':
    case 'resume':
      return place.kind === 'pull'
        ? onPull(deps, place, command)
        : onlyWords(
            `${code(`/seaworthy ${command.kind}`)} is about a pull request: write it there.`,
          );
  }
}

type PullCommand = Extract<
  Command,
  { readonly kind: 'ignore' | 'rebase' | 'recreate' | 'pause' | 'resume' }
>;

async function onPull(deps: TalkDeps, pull: OurPull, command: PullCommand): Promise<CarriedOut> {
  if (command.kind === 'ignore') {
    const words = await ignore(deps, pull, command.scope, command.subject);
    return { words, needsLook: words === null };
  }
  if (command.kind === 'recreate') {
    const words = await recreate(deps, pull);
    return { words, needsLook: pull.state !== 'merged' };
  }
  if (pull.state !== 'open') {
    return onlyWords(
      `This pull request is ${pull.state}. ${code('/seaworthy help')} lists what there is.`,
    );
  }
  if (command.kind === 'rebase') return rebase(deps, pull);
  const isPause = command.kind === 'pause';
  const body = isPause
    ? withTick(pull.body, 'pause', REQUESTS.pause)
    : withoutTick(pull.body, 'pause');
  await writeBody(deps, pull, body);
  return { words: null, needsLook: !isPause };
}

async function rebase(deps: TalkDeps, pull: OurPull): Promise<CarriedOut> {
  const objection = await whyNoRebase(deps, pull);
  if (objection === null) {
    await writeBody(deps, pull, withTick(pull.body, 'rebase', REQUESTS.rebase));
    return { words: null, needsLook: true };
  }
  await writeBody(deps, pull, withoutTick(pull.body, 'rebase'));
  return onlyWords(objection);
}

async function whyNoRebase(deps: TalkDeps, pull: OurPull): Promise<string | null> {
  if (tickedBoxes(pull.body).has('pause')) {
    return `This pull request is paused; ${code('/seaworthy resume')} ends that.`;
  }
  if (!(await isTouched(deps, pull))) return null;
  return `The branch holds commits that are not ours, and they are not thrown away. ${code('/seaworthy recreate')} makes it anew without them.`;
}

function unknownWords(text: string, near: string | null): string {
  const meant = near === null ? '' : ` Did you mean ${code(`/seaworthy ${near}`)}?`;
  return `There is no ${code(`/seaworthy ${text}`)}.${meant} ${code('/seaworthy help')} lists what there is.`;
}

function onlyWords(words: string): CarriedOut {
  return { words, needsLook: false };
}
