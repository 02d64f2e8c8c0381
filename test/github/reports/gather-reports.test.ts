import { describe, expect, it, test } from 'vitest';
import { gatherReports } from '../../../src/github/reports/gather-reports.ts';
import type { Gathering } from '../../../src/github/reports/gathering.ts';
import type { GatheredReports } from '../../../src/remediation/given-report.ts';
import { downloadTrusting, makeGatheringScene } from './scene.ts';
import { zipBytes } from './zip-bytes.ts';

const NOTHING = { files: [], artifacts: [], codeScanning: false, dependabot: false };

/** As `trivy image` prints it. */
function trivy(image = 'ghcr.io/acme/shop:1', advisory = 'CVE-2024-0001'): string {
  const row = {
    VulnerabilityID: advisory,
    PkgName: 'curl',
    InstalledVersion: '7.88.1-10',
    FixedVersion: '7.88.1-11',
    Severity: 'HIGH',
  };
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: image,
    ArtifactType: 'container_image',
    Metadata: { OS: { Family: 'debian', Name: '12.5' } },
    Results: [{ Target: image, Class: 'os-pkgs', Type: 'debian', Vulnerabilities: [row] }],
  });
}

function zipped(text = trivy()): Uint8Array {
  return zipBytes([
    { path: 'trivy.json', content: text },
    { path: 'coverage/lines.json', content: '{"total":1}' },
  ]);
}

function namesOf({ reports }: GatheredReports): string[] {
  return reports.map(({ name }) => name);
}

function advisoriesOf({ reports }: GatheredReports): string[] {
  const scans = reports.flatMap(({ report }) => report.scans);
  return scans.flatMap(({ vulnerabilities }) => vulnerabilities.map(({ id }) => id));
}

describe('reports in the repository', () => {
  const only = (gathering: Gathering, files = gathering.wishes.files) =>
    gatherReports({ ...gathering, wishes: { ...NOTHING, files } });

  it('are those that lie in .seaworthy, by their content', async () => {
    const { gathering, asked } = await makeGatheringScene({
      '.seaworthy/scan.json': trivy(),
      'web/.seaworthy/scan.json': trivy(),
      'package.json': '{}',
    });
    const gathered = await only(gathering);
    expect(namesOf(gathered)).toEqual(['.seaworthy/scan.json']);
    expect(advisoriesOf(gathered)).toEqual(['CVE-2024-0001']);
    expect(gathered.notices).toEqual([]);
    expect(asked()).toEqual([]);
  });

  it('are those that the configuration names', async () => {
    const { gathering } = await makeGatheringScene({ 'scans/api.json': trivy() });
    expect(namesOf(await only(gathering, ['/scans/**']))).toEqual(['scans/api.json']);
  });

  it('say what is wrong with them', async () => {
    const { gathering } = await makeGatheringScene({
      '.seaworthy/empty.json': '',
      '.seaworthy/other.json': '{"a":1}',
    });
    const { reports, notices } = await only(gathering);
    expect(reports).toEqual([]);
    expect(notices).toEqual([
      expect.stringMatching(/^\.seaworthy\/empty\.json: the file is empty; /),
      expect.stringMatching(/^\.seaworthy\/other\.json: no known report format; /),
    ]);
  });
});

describe('artifacts', () => {
  const only = (gathering: Gathering) =>
    gatherReports({ ...gathering, wishes: { ...NOTHING, artifacts: gathering.wishes.artifacts } });

  it('of the newest successful run on the default branch count', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    const old = trivy('ghcr.io/acme/shop:1', 'CVE-2020-0001');
    host.robots.finishRun(shop, { artifacts: { 'scan-results': zipped(old) } });
    host.robots.finishRun(shop, {
      artifacts: { 'scan-results': zipped(), 'web-page': zipped(old) },
    });
    host.robots.finishRun(shop, {
      conclusion: 'failure',
      artifacts: { 'scan-results': zipped(old) },
    });
    const gathered = await only(gathering);
    expect(namesOf(gathered)).toEqual(['scan-results/trivy.json']);
    expect(advisoriesOf(gathered)).toEqual(['CVE-2024-0001']);
    expect(gathered.notices).toEqual([]);
    expect(asked()).toHaveLength(4);
    host.assertHonest();
  });

  it('are downloaded once', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    host.robots.finishRun(shop, { artifacts: { 'scan-results': zipped() } });
    const first = await only(gathering);
    asked();
    expect(await only(gathering)).toEqual(first);
    expect(asked()).toHaveLength(2);
  });

  it('of a pull request, another branch or a fork do not count', async () => {
    const { host, shop, gathering } = await makeGatheringScene();
    host.addOrganization('stranger');
    const fork = host.addRepository('stranger/shop', { files: { Dockerfile: 'FROM x\n' } });
    const artifacts = { 'scan-results': zipped() };
    host.robots.finishRun(shop, { artifacts, branch: 'feature' });
    host.robots.finishRun(shop, { artifacts, event: 'pull_request_target' });
    host.robots.finishRun(shop, { artifacts, event: 'push', headRepository: fork });
    expect(await only(gathering)).toEqual({ reports: [], notices: [] });
  });

  it('that are bombs, broken or no archives are a notice each, and the others are read', async () => {
    const { host, shop, gathering } = await makeGatheringScene();
    const bomb = zipBytes([{ path: 'a.json', content: Buffer.alloc(65 * 1024 * 1024, ' ') }]);
    const upwards = zipBytes([{ path: '../../a.json', content: trivy() }]);
    host.robots.finishRun(shop, {
      artifacts: {
        'scan-bomb': bomb,
        'scan-upwards': upwards,
        'scan-text': Buffer.from('no archive'),
        'scan-good': zipped(),
      },
    });
    const gathered = await only(gathering);
    expect(namesOf(gathered)).toEqual(['scan-good/trivy.json']);
    expect([...gathered.notices].sort()).toEqual([
      expect.stringMatching(/^the artifact scan-bomb: a\.json is too large unpacked: 64 MiB/),
      expect.stringMatching(/^the artifact scan-text: it cannot be unpacked/),
      expect.stringMatching(/^the artifact scan-upwards: .*invalid relative path/),
    ]);
  });

  it('are not fetched from an internal host that GitHub does not stand for', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    host.robots.finishRun(shop, { artifacts: { 'scan-results': zipped() } });
    const { reports, notices } = await only({ ...gathering, download: downloadTrusting([]) });
    expect(reports).toEqual([]);
    expect(notices).toEqual([expect.stringMatching(/localhost:\d+ is a loopback address/)]);
    expect(asked().filter((one) => one.includes('artifact-store'))).toEqual([]);
  });

  it('that are too large are not downloaded', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    const noise = Buffer.alloc(33 * 1024 * 1024);
    host.robots.finishRun(shop, { artifacts: { 'scan-results': noise } });
    const { notices } = await only(gathering);
    expect(notices).toEqual([expect.stringMatching(/larger than the limit of 32 MiB \(33 MiB\)/)]);
    expect(asked()).toHaveLength(2);
  });
});

describe('alerts of code scanning', () => {
  const only = (gathering: Gathering) =>
    gatherReports({ ...gathering, wishes: { ...NOTHING, codeScanning: true } });
  const ALERT = { tool: 'hadolint', path: 'Dockerfile', line: 1, message: 'Pin it' };

  it('are read page by page, without our own', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    for (let count = 0; count < 130; count += 1) {
      host.robots.raiseCodeAlert(shop, { ...ALERT, rule: `DL${3000 + count}` });
    }
    host.robots.raiseCodeAlert(shop, { ...ALERT, tool: 'Seaworthy', rule: 'pin-base' });
    const { reports, notices } = await only(gathering);
    expect(notices).toEqual([]);
    expect(reports[0]?.report.scans.map(({ tool }) => tool)).toEqual(['hadolint']);
    expect(reports[0]?.report.scans[0]?.problems).toHaveLength(130);
    expect(asked()).toHaveLength(3);
  });

  it('that somebody dismissed are silenced, and fixed ones are left out', async () => {
    const { host, shop, gathering } = await makeGatheringScene();
    const raise = (rule: string) => host.robots.raiseCodeAlert(shop, { ...ALERT, rule });
    const [, dismissed, fixed] = ['DL3006', 'DL3007', 'DL3008'].map(raise);
    Object.assign(dismissed ?? {}, { state: 'dismissed', dismissed_reason: "won't fix" });
    Object.assign(fixed ?? {}, { state: 'fixed' });
    const { reports } = await only(gathering);
    const problems = reports.flatMap(({ report }) => report.scans.flatMap((scan) => scan.problems));
    expect(problems.map(({ id, silencedBy }) => [id, silencedBy])).toEqual([
      ['DL3006', null],
      ['DL3007', "dismissed on GitHub: won't fix"],
    ]);
  });

  it('cost nothing of the limit where nothing has changed', async () => {
    const { host, shop, gathering, asked } = await makeGatheringScene();
    host.robots.raiseCodeAlert(shop, { ...ALERT, rule: 'DL3006' });
    const first = await only(gathering);
    asked();
    expect(await only(gathering)).toEqual(first);
    const alerts = 'GET /repos/acme/shop/code-scanning/alerts 304';
    expect(asked()).toEqual([alerts, alerts]);
  });
});

describe('alerts of Dependabot', () => {
  const only = (gathering: Gathering) =>
    gatherReports({ ...gathering, wishes: { ...NOTHING, dependabot: true } });

  it('are read to the last page', async () => {
    const { shop, gathering, asked } = await makeGatheringScene();
    for (let number = 1; number <= 120; number += 1) {
      shop.dependabotAlerts.push(dependabotAlert(number, number === 2 ? 'dismissed' : 'open'));
    }
    const gathered = await only(gathering);
    expect(advisoriesOf(gathered)).toHaveLength(120);
    const [scan] = gathered.reports[0]?.report.scans ?? [];
    expect(scan?.target.name).toBe('acme/shop');
    expect(scan?.vulnerabilities.filter(({ silencedBy }) => silencedBy !== null)).toHaveLength(1);
    expect(asked()).toHaveLength(2);
  });
});

function dependabotAlert(number: number, state: string): Record<string, unknown> {
  const ghsa = `GHSA-aaaa-bbbb-${String(number).padStart(4, '0')}`;
  return {
    number,
    state,
    html_url: `https://github.com/acme/shop/security/dependabot/${number}`,
    dependency: {
      package: { ecosystem: 'npm', name: 'left-pad' },
      manifest_path: 'package-lock.json',
      scope: 'runtime',
    },
    security_advisory: {
      ghsa_id: ghsa,
      cve_id: null,
      summary: 'Padding on the wrong side',
      severity: 'high',
      identifiers: [{ type: 'GHSA', value: ghsa }],
    },
    security_vulnerability: {
      package: { ecosystem: 'npm', name: 'left-pad' },
      severity: 'high',
      vulnerable_version_range: '< 1.3.0',
      first_patched_version: { identifier: '1.3.0' },
    },
    dismissed_reason: state === 'dismissed' ? 'tolerable_risk' : null,
  };
}

describe('what GitHub does not show', () => {
  it('is one notice for each source, and the others are read', async () => {
    const permissions = { contents: 'read', metadata: 'read' } as const;
    const files = { '.seaworthy/scan.json': trivy() };
    const { gathering, asked } = await makeGatheringScene(files, { permissions });
    const gathered = await gatherReports(gathering);
    expect(namesOf(gathered)).toEqual(['.seaworthy/scan.json']);
    const why = '(403): the permission is missing, or there are none';
    expect(gathered.notices).toEqual([
      `GitHub does not show us the artifacts of workflow runs ${why}`,
      `GitHub does not show us the alerts of code scanning ${why}`,
      `GitHub does not show us the alerts of Dependabot ${why}`,
    ]);
    expect(asked()).toHaveLength(3);
  });

  it('is asked for with three requests where nothing is there', async () => {
    const { host, gathering, asked } = await makeGatheringScene();
    const gathered = await gatherReports(gathering);
    expect(gathered.reports).toEqual([]);
    expect(asked()).toEqual([
      'GET /repos/acme/shop/actions/runs 200',
      'GET /repos/acme/shop/code-scanning/alerts 404',
      'GET /repos/acme/shop/dependabot/alerts 200',
    ]);
    host.assertHonest();
  });

  test.each([
    ['a used up limit', { status: 403, headers: { 'retry-after': '60' } }],
    ['a broken server', { status: 502 }],
  ])('because of %s is worth another try', async (_why, fault) => {
    const { host, gathering } = await makeGatheringScene();
    host.faults.next({ match: { path: /dependabot/ }, ...fault });
    await expect(gatherReports(gathering)).rejects.toMatchObject({
      name: 'CodeHostError',
      isRetryable: true,
    });
  });
});

describe('reports that were sent', () => {
  it('are those of the repository, whatever the case of its name', async () => {
    const { gathering } = await makeGatheringScene();
    const report = { scans: [], statements: [], notices: [] };
    const given = { name: 'sent', dockerfile: 'Dockerfile', report };
    await gathering.store.keep({ owner: 'Acme', repo: 'Shop' }, { given, text: '{}' });
    await gathering.store.keep({ owner: 'acme', repo: 'other' }, { given, text: '{}' });
    const gathered = await gatherReports({ ...gathering, wishes: NOTHING });
    expect(gathered.reports).toEqual([given]);
  });
});
