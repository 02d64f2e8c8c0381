import { expect, it } from 'vitest';
import type { Fault } from '../../e2e/github/faults.ts';
import { BRANCH, SHOP, talkScene } from './talk-scene.ts';
import type { TalkScene } from './talk-scene.ts';

/** A "no" to more than this change, so that there is a label, too. */
async function refusedScene(): Promise<TalkScene> {
  const scene = await talkScene();
  await scene.comment('/seaworthy ignore rule pipefail');
  scene.host.log.clear();
  return scene;
}

/** All that people see; ids and times differ from host to host. */
function stateOf(scene: TalkScene) {
  const { state, body, labels, comments } = scene.issue();
  return {
    state,
    body,
    labels: labels.map(({ name }) => name),
    branch: scene.host.repository(SHOP).git.resolve(`refs/heads/${BRANCH}`),
    reactions: comments.flatMap((one) => one.reactions.map(({ content }) => content)),
    answers: scene.answers().map((one) => one.replace(/comment:[^>]*/, '')),
  };
}

/** Only writes leave something half done: a crash before one is a crash after the one before it. */
function faultsFor({ host }: TalkScene): readonly Fault[] {
  return host.requests.flatMap(({ isWrite }, skip): Fault[] =>
    isWrite ? [{ skip, drop: 'after' }] : [],
  );
}

it('on a closed pull request comes to the same after a crash at any request', async () => {
  const calm = await refusedScene();
  await calm.comment('/seaworthy recreate');
  const wanted = stateOf(calm);
  expect(wanted).toMatchObject({ state: 'closed', labels: [], branch: null });
  const faults = faultsFor(calm);
  expect(faults.length).toBeGreaterThan(3);
  for (const fault of faults) {
    const scene = await refusedScene();
    scene.host.faults.next(fault);
    await expect(scene.comment('/seaworthy recreate')).rejects.toMatchObject({ isRetryable: true });
    expect(await scene.again()).toEqual({ needsLook: true });
    expect({ fault, state: stateOf(scene) }).toEqual({ fault, state: wanted });
    await scene.host.stop();
  }
}, 120_000);
