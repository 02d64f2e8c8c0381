import { expect, test } from 'vitest';
import { readCampaignPulls } from '../../src/github/campaign-pulls.ts';
import { personIdentity } from '../../src/github/identity.ts';
import { withWithdrawnMark } from '../../src/github/withdrawn-mark.ts';
import { githubScene, installationClient, UNTIDY } from './github-scene.ts';

const BRANCH = 'seaworthy/campaign-x-00000000';
const ANN = personIdentity('ann', 'Ann', []);

test('the pull requests of many repositories are read with one request, checks included', async () => {
  const scene = await githubScene({ Dockerfile: UNTIDY });
  const { host } = scene;
  const client = await installationClient(host, scene.installation);
  const open = (name: string, by: string, body = 'Why') => {
    host.addRepository(`acme/${name}`, { files: { Dockerfile: UNTIDY } });
    host.people.push(`acme/${name}`, BRANCH, { Dockerfile: 'FROM a\n' }, by);
    const { number } = host.people.openPull(`acme/${name}`, by, { head: BRANCH, body });
    return { repository: host.repository(`acme/${name}`), number };
  };
  open('plain', 'ann');
  const failing = open('failing', 'ann');
  host.robots.reportCheck(failing.repository, failing.number, 'failure');
  const running = open('running', 'ann');
  host.robots.reportCheck(running.repository, running.number, null);
  open('merged', 'ann');
  host.people.merge('acme/merged', 1, 'ben');
  open('closed', 'ann');
  host.people.close('acme/closed', 1, 'ben');
  open('withdrawn', 'ann', withWithdrawnMark('Why', 'Nothing is left to do.'));
  host.people.close('acme/withdrawn', 1, 'ann');
  open('strange', 'zoe');
  const names = ['plain', 'failing', 'running', 'merged', 'closed', 'withdrawn', 'strange', 'gone'];
  const places = names.map((name, id) => ({ id, owner: 'acme', name, branch: BRANCH }));
  host.log.clear();
  const pulls = await readCampaignPulls(client, ANN, places);
  expect(host.requests).toHaveLength(1);
  expect(names.map((name, id) => `${name}: ${pulls.get(id)?.state ?? 'none'}`)).toEqual([
    'plain: open',
    'failing: failing',
    'running: running',
    'merged: merged',
    'closed: closed',
    'withdrawn: withdrawn',
    'strange: none',
    'gone: none',
  ]);
  expect(pulls.get(0)).toMatchObject({ number: 1, to: null, isConflicting: false });
  expect(await readCampaignPulls(client, ANN, [])).toEqual(new Map());
  host.assertHonest();
});
