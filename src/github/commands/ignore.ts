import type { Rule } from '../../findings/rule.ts';
import { withClosingNote, withWiderRefusal } from '../../remediation/body/closing-note.ts';
import { code } from '../../remediation/body/markdown.ts';
import { parseKeyBlock } from '../../remediation/key-block.ts';
import type { WiderRefusal } from '../../remediation/wider-refusal.ts';
import { REFUSED_LABEL } from '../refused-label.ts';
import { findRule } from './explain.ts';
import type { IgnoreScope } from './parse.ts';
import type { OurPull } from './place.ts';
import type { TalkDeps } from './talk.ts';

const UNDO = `${code('/seaworthy recreate')} here takes this back.`;

/** Closes the pull request as a "no", and remembers how far that reaches; the answer, or null where it needs no words. */
export async function ignore(
  deps: TalkDeps,
  pull: OurPull,
  scope: IgnoreScope,
  subject: string | null,
): Promise<string | null> {
  if (pull.state === 'merged') return 'It is merged: there is nothing left to refuse here.';
  if (scope === 'version') {
    if (pull.state !== 'open') return null;
    await mark(deps, pull);
    await close(deps, pull, withClosingNote(pull.body, versionNote()));
    return null;
  }
  const names = scope === 'rule' ? rulesOf(pull) : imagesOf(pull);
  const chosen = subject ?? (names.length === 1 ? (names[0] ?? null) : null);
  if (chosen === null) return whichOne(scope, names);
  const name = scope === 'rule' ? knownRule(chosen, names, deps.rules) : chosen;
  if (name === null || (scope === 'image' && !names.includes(name))) {
    return `${code(chosen)} is no ${scope} of this pull request. ${whichOne(scope, names)}`;
  }
  await refuse(deps, pull, scope, name);
  return null;
}

async function refuse(
  deps: TalkDeps,
  pull: OurPull,
  scope: Exclude<IgnoreScope, 'version'>,
  name: string,
): Promise<void> {
  const none: ReadonlySet<string> = new Set();
  const refusal: WiderRefusal =
    scope === 'rule'
      ? { rules: new Set([name]), images: none }
      : { rules: none, images: new Set([name]) };
  const note =
    scope === 'rule'
      ? `Closed on request: nothing of the rule ${code(name)} is proposed again. ${UNDO}`
      : `Closed on request: no update of the image ${code(name)} is proposed again. ${UNDO}`;
  const body = withWiderRefusal(pull.body, refusal, note);
  if (pull.state === 'closed' && body === pull.body) return;
  await mark(deps, pull);
  await close(deps, pull, body);
}

/** Before it is closed: one that is closed by us and cannot be found again would be nobody's "no". */
async function mark({ client, name }: TalkDeps, { number }: OurPull): Promise<void> {
  await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
    ...name,
    issue_number: number,
    labels: [REFUSED_LABEL],
  });
}

/** One request, which cannot happen by halves. */
async function close({ client, name }: TalkDeps, { number }: OurPull, body: string): Promise<void> {
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...name,
    pull_number: number,
    state: 'closed',
    body,
  });
}

function versionNote(): string {
  return `Closed on request: exactly this change is not proposed again, until something newer arises. ${UNDO}`;
}

function rulesOf({ body }: OurPull): readonly string[] {
  return [...(parseKeyBlock(body)?.rules ?? [])];
}

function imagesOf({ body }: OurPull): readonly string[] {
  return [...(parseKeyBlock(body)?.images ?? [])];
}

/** A rule may be refused where its fix is not at hand, too; an advisory only where it is. */
function knownRule(
  chosen: string,
  names: readonly string[],
  rules: readonly Rule[],
): string | null {
  const named = names.find((name) => name.toLowerCase() === chosen.toLowerCase());
  return named ?? findRule(chosen, rules)?.id ?? null;
}

function whichOne(scope: IgnoreScope, names: readonly string[]): string {
  if (names.length === 0) return `It names no ${scope} that could be refused.`;
  const commands = names
    .slice(0, 20)
    .map((name) => `- ${code(`/seaworthy ignore ${scope} ${name}`)}`);
  return `Which ${scope}?\n\n${commands.join('\n')}`;
}
