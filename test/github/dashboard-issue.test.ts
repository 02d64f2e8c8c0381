import { describe, expect, it } from 'vitest';
import { discoverRules } from '../../src/discover.ts';
import { ensureDashboard, takeDashboardRequests } from '../../src/github/dashboard-issue.ts';
import { botIdentity } from '../../src/github/identity.ts';
import { withTicks, tickedBoxes } from '../../src/remediation/body/boxes.ts';
import type { Fault } from '../e2e/github/faults.ts';
import { githubScene, installationClient, NAME, outcomes, UNTIDY } from './github-scene.ts';
import type { GitHubScene } from './github-scene.ts';

const NONE_AT_ONCE = {
  Dockerfile: UNTIDY,
  '.github/seaworthy.yml': 'pullRequests:\n  limit: 0\n  firstContact: 0\n',
};

/** Only one proposal can come of it. */
const GENTLE = { Dockerfile: UNTIDY, '.github/seaworthy.yml': 'posture: gentle\n' };

async function dashboardScene(files: Readonly<Record<string, string>> = GENTLE) {
  const scene = await githubScene(files);
  const deps = {
    client: await installationClient(scene.host, scene.installation),
    name: NAME,
    identity: botIdentity(scene.host.app.slug, () => Promise.resolve(1)),
    rules: await discoverRules(),
    settings: { enabled: true, title: 'Dockerfiles in order' },
  };
  return { ...scene, deps };
}

function issues({ shop }: Pick<GitHubScene, 'shop'>) {
  return [...shop.issues.values()].filter(({ pull }) => pull === null);
}

describe('the dashboard', () => {
  it('is one issue, written only where it changes', async () => {
    const scene = await dashboardScene();
    const report = await scene.look();
    const kinds = [];
    for (let time = 0; time < 2; time += 1) {
      kinds.push((await ensureDashboard(scene.deps, report)).kind);
    }
    expect(kinds).toEqual(['created', 'unchanged']);
    expect(issues(scene).map(({ body }) => body)).toEqual([expect.stringContaining('### Open')]);
    scene.host.assertHonest();
  });

  it('offers what waits, and has it proposed where the box is ticked', async () => {
    const scene = await dashboardScene(NONE_AT_ONCE);
    await ensureDashboard(scene.deps, await scene.look());
    const [issue] = issues(scene);
    const ticked = withTicks(issue?.body ?? '', new Set(['request:hardening']));
    scene.host.people.editBody('acme/shop', issue?.number ?? 0, 'ann', ticked);
    const requested = await takeDashboardRequests(scene.deps);
    const report = await scene.look({ requested });
    expect(outcomes(report)).toEqual(['created seaworthy/hardening']);
    expect((await ensureDashboard(scene.deps, report)).kind).toBe('updated');
    expect(tickedBoxes(issue?.body ?? '')).toEqual(new Set());
  });

  it('offers what was refused, and has it proposed again', async () => {
    const scene = await dashboardScene();
    await scene.look();
    scene.host.people.close('acme/shop', 1, 'ann');
    await ensureDashboard(scene.deps, await scene.look());
    const [issue] = issues(scene);
    const ticked = withTicks(issue?.body ?? '', new Set(['again:1']));
    scene.host.people.editBody('acme/shop', issue?.number ?? 0, 'ann', ticked);
    await takeDashboardRequests(scene.deps);
    expect(outcomes(await scene.look())).toEqual(['created seaworthy/hardening']);
  });

  it('is closed where the option is off, and opened again where it is on', async () => {
    const scene = await dashboardScene();
    const report = await scene.look();
    const off = { ...scene.deps, settings: { ...scene.deps.settings, enabled: false } };
    expect((await ensureDashboard(off, report)).kind).toBe('absent');
    await ensureDashboard(scene.deps, report);
    expect((await ensureDashboard(off, report)).kind).toBe('closed');
    expect((await ensureDashboard(scene.deps, report)).kind).toBe('updated');
    expect(issues(scene).map(({ state }) => state)).toEqual(['open']);
  });

  it('of somebody else is left alone', async () => {
    const scene = await dashboardScene();
    scene.host.people.openIssue('acme/shop', 'ann', 'x', '<!-- seaworthy:dashboard:v1 -->');
    expect((await ensureDashboard(scene.deps, await scene.look())).kind).toBe('created');
  });

  it('takes a "no" back to the same end after a crash at any request', async () => {
    const asked = async () => {
      const scene = await dashboardScene();
      const only = { rules: ['legacy-key-value'] };
      await scene.look(only);
      scene.host.people.close('acme/shop', 1, 'ann');
      await ensureDashboard(scene.deps, await scene.look(only));
      const [issue] = issues(scene);
      const ticked = withTicks(issue?.body ?? '', new Set(['again:1']));
      scene.host.people.editBody('acme/shop', issue?.number ?? 0, 'ann', ticked);
      scene.host.log.clear();
      return scene;
    };
    const stateOf = ({ pulls, branches }: GitHubScene) => ({
      branches: branches(),
      pulls: pulls().map(({ state, body, labels }) => ({ state, body, labels })),
    });
    const calm = await asked();
    await takeDashboardRequests(calm.deps);
    const wanted = stateOf(calm);
    expect(wanted.branches).toEqual(['main']);
    // Only writes leave something half done: a crash before one is a crash after the one before it.
    const faults = calm.host.requests.flatMap(({ isWrite }, skip): Fault[] =>
      isWrite ? [{ skip, drop: 'after' }] : [],
    );
    expect(faults.length).toBeGreaterThan(1);
    for (const fault of faults) {
      const scene = await asked();
      scene.host.faults.next(fault);
      await expect(takeDashboardRequests(scene.deps)).rejects.toMatchObject({ isRetryable: true });
      await takeDashboardRequests(scene.deps);
      expect({ fault, state: stateOf(scene) }).toEqual({ fault, state: wanted });
      await scene.host.stop();
    }
  }, 120_000);

  it('comes to the same after a crash at any request', async () => {
    for (const skip of [0, 1]) {
      for (const drop of ['before', 'after'] as const) {
        const scene = await dashboardScene();
        const report = await scene.look();
        scene.host.faults.next({ drop, skip });
        await expect(ensureDashboard(scene.deps, report)).rejects.toThrow();
        await ensureDashboard(scene.deps, report);
        expect(issues(scene)).toHaveLength(1);
      }
    }
  });
});

describe('boxes of a pull request', () => {
  const tick = (scene: GitHubScene, ...names: string[]) => {
    const ticked = withTicks(scene.pulls()[0]?.body ?? '', new Set(names));
    scene.host.people.editBody('acme/shop', 1, 'ann', ticked);
  };

  it('have the branch rebuilt on the tip, and are unticked then', async () => {
    const scene = await dashboardScene();
    await scene.look();
    const tip = scene.host.people.push('acme/shop', 'main', { README: 'x' }, 'ann');
    expect(outcomes(await scene.look())).toEqual(['unchanged seaworthy/hardening']);
    tick(scene, 'rebase');
    expect(outcomes(await scene.look())).toEqual(['updated seaworthy/hardening']);
    const { git } = scene.shop;
    const commit = git.commit(git.resolve('refs/heads/seaworthy/hardening') ?? '');
    expect(commit?.parents).toEqual([tip]);
    expect(tickedBoxes(scene.pulls()[0]?.body ?? '')).toEqual(new Set());
  });

  it('have it made anew over the commits of people, and only then', async () => {
    const scene = await dashboardScene();
    await scene.look();
    scene.host.people.push('acme/shop', 'seaworthy/hardening', { mine: 'x' }, 'ann');
    tick(scene, 'rebase');
    expect(outcomes(await scene.look()).join()).toContain('commits that are not ours');
    tick(scene, 'recreate');
    expect(outcomes(await scene.look())).toEqual(['updated seaworthy/hardening']);
    expect(outcomes(await scene.look())).toEqual(['unchanged seaworthy/hardening']);
  });

  it('leave it as it is while it is paused, even with nothing left to do', async () => {
    const scene = await dashboardScene();
    await scene.look();
    tick(scene, 'pause');
    scene.host.people.push('acme/shop', 'main', { Dockerfile: 'FROM debian:12\n' }, 'ann');
    const { withdrawn } = await scene.look();
    expect(withdrawn.map(({ outcome }) => outcome)).toEqual([
      { kind: 'refused', reason: '#1 is paused' },
    ]);
    expect(scene.pulls().map(({ state }) => state)).toEqual(['open']);
  });
});
