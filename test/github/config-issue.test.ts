import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeConfigIssue, ensureConfigIssue } from '../../src/github/config-issue.ts';
import type { ConfigMistake } from '../../src/github/config-issue.ts';
import { botIdentity } from '../../src/github/identity.ts';
import type { IssuePlace } from '../../src/github/own-issue.ts';
import { startGitHubHost } from '../e2e/github/host.ts';
import type { GitHubHost } from '../e2e/github/host.ts';
import type { IssueState, RepositoryState } from '../e2e/github/model.ts';
import { installedClient } from './installed-client.ts';

const MISTAKE: ConfigMistake = {
  file: '.github/seaworthy.yml',
  line: 2,
  column: 8,
  problem: '`rules`: expected a mapping, got 7',
  cure: null,
};
const ANOTHER = { ...MISTAKE, line: 9 };

let host: GitHubHost;
let client: IssuePlace['client'];
let count = 0;

beforeAll(async () => {
  host = await startGitHubHost();
  host.addOrganization('acme');
  client = await installedClient(host, host.admin.install('acme', 'ann'));
});
afterAll(() => host.stop());

interface Shop {
  readonly state: RepositoryState;
  readonly name: string;
  readonly tell: (mistake?: ConfigMistake) => Promise<string>;
  readonly cure: () => Promise<string>;
  readonly issues: () => readonly IssueState[];
}

/** A repository of its own on the one host. */
function openShop(): Shop {
  const repo = `shop-${(count += 1)}`;
  const name = `acme/${repo}`;
  const state = host.addRepository(name, {
    files: { 'a.txt': 'a' },
    collaborators: { ann: 'write' },
  });
  const identity = botIdentity(host.app.slug, () => Promise.resolve(1));
  const place = { client, name: { owner: 'acme', repo }, identity };
  return {
    state,
    name,
    tell: async (mistake = MISTAKE) => (await ensureConfigIssue(place, mistake)).kind,
    cure: async () => ((await closeConfigIssue(place)) ? 'closed' : 'nothing'),
    issues: () => [...state.issues.values()],
  };
}

type Step = (shop: Shop) => Promise<string> | string;

const tell: Step = ({ tell }) => tell();
const tellAnother: Step = ({ tell }) => tell(ANOTHER);
const cure: Step = ({ cure }) => cure();
const closedByPerson: Step = ({ name }) => {
  host.people.close(name, 1, 'ann');
  return 'ann';
};
const turnedOff: Step = ({ state }) => {
  state.hasIssues = false;
  return 'off';
};
const keptAsWindows: Step = ({ name, issues }) => {
  host.people.editBody(name, 1, 'ann', (issues()[0]?.body ?? '').replaceAll('\n', '\r\n'));
  return 'ann';
};
const ofSomebody: Step = ({ name }) => {
  host.people.openIssue(name, 'ann', 'Mine', '<!-- seaworthy:config-problem:v1 -->');
  return 'ann';
};

type Story = readonly [name: string, steps: readonly Step[], said: string, issues: string];

const STORIES: readonly Story[] = [
  ['a mistake opens one issue, once', [tell, tell], 'opened unchanged', 'open'],
  ['another mistake takes its place', [tell, tellAnother], 'opened updated', 'open'],
  [
    'line endings of Windows are no change',
    [tell, keptAsWindows, tell],
    'opened ann unchanged',
    'open',
  ],
  ['a cure closes it, once', [tell, cure, cure], 'opened closed nothing', 'closed'],
  ['where there was no mistake a cure is nothing', [cure], 'nothing', ''],
  [
    'the same mistake after its cure opens it again',
    [tell, cure, tell],
    'opened closed updated',
    'open',
  ],
  ['who closes it has heard of it', [tell, closedByPerson, tell], 'opened ann unchanged', 'closed'],
  ['but not of another mistake', [tell, closedByPerson, tellAnother], 'opened ann updated', 'open'],
  ['without issues nobody is told', [turnedOff, tell, cure], 'off refused nothing', ''],
  [
    'an issue of somebody else is left alone',
    [ofSomebody, cure, tell],
    'ann nothing opened',
    'open open',
  ],
];

describe('the issue about a configuration', () => {
  it.each(STORIES)('%s', async (_, steps, said, issues) => {
    const shop = openShop();
    const words = [];
    for (const step of steps) words.push(await step(shop));
    expect(words.join(' ')).toBe(said);
    expect(
      shop
        .issues()
        .map(({ state }) => state)
        .join(' '),
    ).toBe(issues);
    host.assertHonest();
  });

  it('says where the mistake is, with texts of others as texts', async () => {
    const shop = openShop();
    const problem = 'expected a mapping, got @ann <img src=x> [x](http://evil.example)';
    await shop.tell({ ...MISTAKE, problem, cure: 'see `rules`' });
    const [issue] = shop.issues();
    expect(issue?.title).toBe('Seaworthy cannot read its configuration');
    expect(issue?.body?.split('\n')[0]).toBe(
      '`.github/seaworthy.yml`, line 2, column 8: expected a mapping, got `@ann` &lt;img src=x> \\[`x](http://evil.example`); see `rules`.',
    );
  });

  it('is the same after a crash at any request', async () => {
    for (const skip of [0, 1]) {
      for (const drop of ['before', 'after'] as const) {
        const shop = openShop();
        host.faults.next({ drop, skip });
        await expect(shop.tell()).rejects.toMatchObject({ isRetryable: true });
        await shop.tell();
        expect(shop.issues()).toHaveLength(1);
      }
    }
  });
});
