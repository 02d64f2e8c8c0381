import { describe, expect, it } from 'vitest';
import dependabot from '../../src/reports/github-dependabot.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { onlyScan, readWith } from './read-with.ts';

const ALERT = {
  number: 1,
  state: 'open',
  html_url: 'https://github.com/acme/api/security/dependabot/1',
  dependency: {
    package: { ecosystem: 'pip', name: 'ansible' },
    manifest_path: 'a/requirements.txt',
  },
  security_advisory: {
    ghsa_id: 'GHSA-8f4m-hccc-8qph',
    cve_id: 'CVE-2021-20191',
    summary: 'Secrets in the log',
    severity: 'high',
    identifiers: [{ type: 'GHSA', value: 'GHSA-8f4m-hccc-8qph' }],
    cvss: { score: 5.5, vector_string: 'CVSS:3.1/AV:L' },
    cvss_severities: { cvss_v4: { score: 0, vector_string: null } },
    epss: { percentage: 0.00045, percentile: '0.1' },
  },
  security_vulnerability: { severity: 'medium', first_patched_version: { identifier: '2.9.18' } },
  dismissed_reason: null,
};

const NODE = {
  state: 'OPEN',
  dismissedAt: null,
  vulnerableManifestPath: 'app/package.json',
  vulnerableRequirements: '= 1.5.0',
  securityVulnerability: {
    severity: 'MODERATE',
    package: { name: 'lodash', ecosystem: 'NPM' },
    firstPatchedVersion: { identifier: '4.17.21' },
    advisory: {
      summary: 'Prototype pollution',
      identifiers: [{ value: 'CVE-2024-9999' }, { value: 'GHSA-aaaa-bbbb-cccc' }],
      references: [{ url: 'https://nvd.example/1' }],
      cvss: { score: 9.8, vectorString: 'CVSS:3.1/AV:N' },
    },
  },
};

function answer(nodes: readonly unknown[]): object {
  const url = 'https://github.com/acme/api';
  return { data: { repository: { url, vulnerabilityAlerts: { nodes } } } };
}

describe("Dependabot's alerts from REST", () => {
  it('are vulnerabilities of packages in files', () => {
    const { tool, target, vulnerabilities } = onlyScan(dependabot, [ALERT]);
    expect({ tool, kind: target.kind, name: target.name }).toEqual({
      ...{ tool: 'Dependabot', kind: 'files', name: 'acme/api' },
    });
    expect(vulnerabilities).toMatchObject([
      {
        id: 'CVE-2021-20191',
        aliases: ['GHSA-8f4m-hccc-8qph'],
        severity: 'medium',
        title: 'Secrets in the log',
        link: 'https://github.com/acme/api/security/dependabot/1',
        fixed: ['2.9.18'],
        cvss: { score: 5.5, vector: 'CVSS:3.1/AV:L' },
        epss: 0.00045,
        silencedBy: null,
        package: { name: 'ansible', type: 'pypi', version: '', path: 'a/requirements.txt' },
      },
    ]);
  });

  it.each([
    ['dismissed', 'not_used', 'dismissed on GitHub: not_used'],
    ['auto_dismissed', null, 'dismissed on GitHub'],
  ])('that are %s are silenced', (state, dismissed_reason, silencedBy) => {
    const { vulnerabilities } = onlyScan(dependabot, [{ ...ALERT, state, dismissed_reason }]);
    expect(vulnerabilities).toMatchObject([{ silencedBy }]);
  });

  it.each(['fixed', 'auto_fixed'])('that are %s are left out', (state) => {
    expect(onlyScan(dependabot, [{ ...ALERT, state }]).vulnerabilities).toEqual([]);
  });

  it.each([
    ['npm', 'npm'],
    ['maven', 'maven'],
    ['rubygems', 'gem'],
    ['composer', 'composer'],
    ['nuget', 'nuget'],
    ['go', 'golang'],
    ['rust', 'cargo'],
    ['erlang', 'hex'],
    ['actions', null],
  ])('of %s have packages of the type %s', (ecosystem, type) => {
    const dependency = { package: { ecosystem, name: 'x' } };
    const [found] = onlyScan(dependabot, [{ ...ALERT, dependency }]).vulnerabilities;
    expect(found?.package.type).toBe(type);
  });

  it('are read from their event', () => {
    const event = { action: 'created', alert: ALERT, repository: { full_name: 'acme/api' } };
    expect(onlyScan(dependabot, event).vulnerabilities).toHaveLength(1);
  });

  it('are read from the event of former days', () => {
    const alert = {
      ...{ state: 'open', affected_package_name: 'rack', fixed_in: '2.0.6', severity: 'moderate' },
      ...{ external_identifier: 'CVE-2018-16470', ghsa_id: 'GHSA-qqgx-2p2h-9c37' },
      external_reference: 'https://nvd.example/1',
    };
    const event = { action: 'create', alert, repository: { full_name: 'acme/api' } };
    expect(onlyScan(dependabot, event)).toMatchObject({
      target: { name: 'acme/api' },
      vulnerabilities: [
        {
          id: 'CVE-2018-16470',
          aliases: ['GHSA-qqgx-2p2h-9c37'],
          severity: 'medium',
          fixed: ['2.0.6'],
          package: { name: 'rack' },
        },
      ],
    });
  });

  it('that name no package are counted in a notice', () => {
    const nameless = { ...ALERT, dependency: {} };
    const { notices } = readWith(dependabot, [ALERT, nameless, 5]);
    expect(notices).toEqual(['2 alerts name no advisory or no package']);
  });
});

describe("Dependabot's alerts from GraphQL", () => {
  it('are vulnerabilities of packages in files', () => {
    const { target, vulnerabilities } = onlyScan(dependabot, answer([NODE]));
    expect(target.name).toBe('acme/api');
    expect(vulnerabilities).toMatchObject([
      {
        id: 'CVE-2024-9999',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        severity: 'medium',
        link: 'https://nvd.example/1',
        fixed: ['4.17.21'],
        cvss: { score: 9.8, vector: 'CVSS:3.1/AV:N' },
        package: { name: 'lodash', type: 'npm', version: '1.5.0', path: 'app/package.json' },
      },
    ]);
  });

  it('that only say when they were dismissed are silenced', () => {
    const node = { ...NODE, state: null, dismissedAt: '2020-04-01', dismissReason: 'no bandwidth' };
    const [found] = onlyScan(dependabot, answer([node])).vulnerabilities;
    expect(found?.silencedBy).toBe('dismissed on GitHub: no bandwidth');
  });

  it('that only say when they were fixed are left out', () => {
    const node = { ...NODE, state: null, fixedAt: '2020-04-01' };
    expect(onlyScan(dependabot, answer([node])).vulnerabilities).toEqual([]);
  });

  it('do not take a range for a version', () => {
    const node = { ...NODE, vulnerableRequirements: '>= 1, < 2' };
    expect(onlyScan(dependabot, answer([node])).vulnerabilities[0]?.package.version).toBe('');
  });

  it('are found in a search and in a list of an organization', () => {
    const one = { name: 'a', vulnerabilityAlerts: { nodes: [NODE] } };
    const other = { nameWithOwner: 'acme/b', vulnerabilityAlerts: { edges: [{ node: NODE }] } };
    const search = { data: { search: { nodes: [one, other] } } };
    const list = { data: { organization: { repositories: { edges: [{ node: one }] } } } };
    expect(readWith(dependabot, search).scans.map(({ target }) => target.name)).toEqual([
      'a',
      'acme/b',
    ]);
    expect(onlyScan(dependabot, list).target.name).toBe('a');
  });

  it('are not searched in depths that no answer has', () => {
    const data: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(dependabot.recognizes({ data })).toBe(false);
  });
});

describe("Dependabot's alerts", () => {
  itBearsWrongTypes(dependabot, [ALERT, ALERT]);
  itBearsWrongTypes(dependabot, answer([NODE]));
});
