import { expect, test } from 'vitest';
import { endingOfEvent } from '../../src/app/ending-of-event.ts';
import { keyBlockOf, printKeyBlock } from '../../src/remediation/key-block.ts';

const BODY = printKeyBlock(
  keyBlockOf({ key: { kind: 'hardening', subject: 'all', to: '1' }, fixes: [] }),
);
const BOT = { login: 'seaworthy[bot]', type: 'Bot' };
const ANN = { login: 'ann', type: 'User' };

function closed(pull: object, sender: object, action = 'closed'): unknown {
  const repository = { id: 7, name: 'shop', owner: { login: 'acme' }, default_branch: 'main' };
  const ours = { number: 4, body: BODY, updated_at: '', user: BOT, merged: false };
  const pull_request = { ...ours, ...pull };
  return { action, repository, installation: { id: 3 }, sender, pull_request };
}

test.each([
  ['merged by a person', closed({ merged: true }, ANN), 'merged'],
  ['merged by another bot', closed({ merged: true }, BOT), 'merged'],
  ['closed by a person', closed({}, ANN), 'closed'],
])('a pull request of ours, %s', (_, payload, ending) => {
  const ended = endingOfEvent('pull_request', payload);
  expect(ended?.ending).toBe(ending);
  expect(ended?.block.key.kind).toBe('hardening');
});

test.each([
  ['one that we take back', 'pull_request', closed({}, BOT)],
  ['one of a person, even with our block', 'pull_request', closed({ user: ANN }, ANN)],
  ['one of another bot', 'pull_request', closed({ body: 'Bumps node.' }, ANN)],
  ['one that is opened', 'pull_request', closed({}, ANN, 'opened')],
  ['another event', 'push', {}],
])('%s is no answer to a proposal', (_, event, payload) => {
  expect(endingOfEvent(event, payload)).toBeNull();
});
