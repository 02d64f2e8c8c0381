import { describe, expect, it } from 'vitest';
import { discoverReaders, discoverRules } from '../../src/discover.ts';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import type { RemediationReport } from '../../src/remediation/remediate.ts';
import type { ReportSource } from '../../src/remediation/given-report.ts';
import { parseReport } from '../../src/scans/parse-report.ts';
import { debImage } from '../upgrades/databases.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';
import { memoryRepository } from './memory-repository.ts';

const rules = await discoverRules();
const readers = await discoverReaders();

const DOCKERFILE = 'FROM app:1.0.0\nUSER 1000\nCMD ["app"]\n';
const COMPOSE = 'services:\n  api:\n    build: .\n    image: ghcr.io/acme/api:1\n';
const FILES = { Dockerfile: DOCKERFILE, 'compose.yaml': COMPOSE };

interface Row {
  readonly id: string;
  readonly package: string;
  readonly version: string;
  readonly fixed?: string;
}

const SSL: Row = {
  id: 'CVE-2024-0001',
  package: 'libssl3',
  version: '3.0.11-1',
  fixed: '3.0.14-1',
};
const PERL: Row = { id: 'CVE-2024-0002', package: 'perl-base', version: '5.36.0-7' };
const ZLIB: Row = { id: 'CVE-2024-0003', package: 'zlib1g', version: '1.2', fixed: '1.3' };

/** As `trivy image` prints it, about the image that compose builds. */
function trivyReport(rows: readonly Row[]) {
  const vulnerabilities = rows.map(({ id, package: name, version, fixed = '' }) => ({
    VulnerabilityID: id,
    PkgName: name,
    PkgIdentifier: { PURL: `pkg:deb/debian/${name}@${version}?distro=debian-12` },
    InstalledVersion: version,
    FixedVersion: fixed,
    Severity: 'CRITICAL',
    Layer: { DiffID: 'sha256:base' },
    PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
  }));
  const history = [
    { created_by: '/bin/sh -c #(nop) ADD file:0 in / ' },
    { created_by: 'USER 1000', empty_layer: true },
    { created_by: 'CMD ["app"]', empty_layer: true },
  ];
  const outcome = parseReport(
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactName: 'ghcr.io/acme/api:1',
      ArtifactType: 'container_image',
      Metadata: {
        OS: { Family: 'debian', Name: '12.5' },
        RepoTags: ['ghcr.io/acme/api:1'],
        DiffIDs: ['sha256:base'],
        ImageConfig: { history, rootfs: { diff_ids: ['sha256:base'] } },
      },
      Results: [{ Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities }],
    }),
    readers,
  );
  if (!outcome.ok) throw new Error(outcome.problem);
  return { name: 'trivy.json', dockerfile: null, report: outcome.parsed.report };
}

const RELEASE = { 'base-files': '12.5' };

async function run(
  rows: readonly Row[],
  packages: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = FILES,
  source: ReportSource | null = null,
  advisory: string | null = null,
): Promise<RemediationReport> {
  const memory = createMemoryRegistry();
  const installed = { ...RELEASE, libssl3: '3.0.11-1', 'perl-base': '5.36.0-7', zlib1g: '1.2' };
  await memory.push('app:1.0.0', debImage(installed));
  await memory.push('app:1.0.1', debImage({ ...installed, ...packages }));
  const { repository } = memoryRepository(files);
  const reports = source ?? [trivyReport(rows)];
  const { registry } = memory;
  const downloads = OFFLINE_DOWNLOADS;
  const given = { rules, registry, downloads, reports, scanner: null, prover: null };
  const campaign = { kind: 'advisory', name: advisory ?? '', owner: 'acme', by: 'ann' } as const;
  const asked = advisory === null ? {} : { campaign };
  return remediate(repository, { ...given, ...asked, now: new Date('2026-11-25'), dryRun: true });
}

function upgrade({ results }: RemediationReport) {
  return results.find(({ proposal }) => proposal.key.kind === 'upgrade')?.proposal;
}

describe('a report of the built image', () => {
  it('moves the base image to the one that has the fix, and says what it fixes', async () => {
    const proposal = upgrade(await run([SSL, PERL], { libssl3: '3.0.14-1' }));
    expect(proposal?.files[0]?.after).toBe(DOCKERFILE.replace('1.0.0', '1.0.1'));
    expect(proposal?.title).toBe(
      'Move app:1.0.0 to app:1.0.1: fixes 1 vulnerability (1 critical) in Dockerfile',
    );
    const body = proposal?.body ?? '';
    for (const part of [
      '### What scanners found',
      'As reported by Trivy about `ghcr.io/acme/api:1`.',
      'It fixes 1 vulnerability (1 critical) of the 2 that scanners found.',
      '| critical | 2 | **1** |',
      '- `libssl3 3.0.11-1` → `3.0.14-1` (`Dockerfile:1`, base image): [`CVE-2024-0001`](<https://avd.aquasec.com/nvd/cve-2024-0001>) (critical)',
      '- **the distribution or the project, which has no fixed version**, 1 vulnerability: `perl-base 5.36.0-7`',
      '**Not known:** the new image has no new vulnerabilities: no scanner has looked at it',
    ]) {
      expect(body).toContain(part);
    }
  });

  it('fixes all of one image in one proposal', async () => {
    const report = await run([SSL, ZLIB], { libssl3: '3.0.14-1', zlib1g: '1.3' });
    expect(upgrade(report)?.title).toContain('fixes 2 vulnerabilities (2 critical)');
    expect(report.left.filter(({ traced }) => traced !== null)).toEqual([]);
  });

  it('says what becomes of what the move does not fix', async () => {
    const report = await run([SSL, PERL], { libssl3: '3.0.14-1' });
    const left = report.left.filter(({ traced }) => traced !== null);
    expect(
      left.map(({ traced, reason }) => `${traced?.vulnerability.id ?? ''}: ${reason}`),
    ).toEqual(['CVE-2024-0002: no version with a fix is known; the distribution has to act first']);
  });

  it('proposes nothing for what no image fixes', async () => {
    const report = await run([PERL], { libssl3: '3.0.14-1' });
    expect(upgrade(report)?.body ?? '').not.toContain('### What scanners found');
    expect(upgrade(report)?.title ?? '').not.toContain('fixes');
  });

  it('is told apart from one of another image', async () => {
    const report = await run([SSL], {}, { Dockerfile: DOCKERFILE });
    expect(report.reports?.scans[0]?.dockerfiles).toEqual([]);
    expect(report.reports?.scans[0]?.configuration.join('\n')).toContain('image: ghcr.io/acme/api');
    expect(report.left.filter(({ traced }) => traced !== null)).toEqual([]);
  });

  it('counts no more what the configuration accepts', async () => {
    const config = 'ignore:\n  - rule: CVE-2024-0001\n    reason: not reachable\n';
    const report = await run(
      [SSL],
      { libssl3: '3.0.14-1' },
      { ...FILES, '.github/seaworthy.yml': config },
    );
    expect(upgrade(report)?.title ?? '').not.toContain('fixes');
  });
});

describe('reports that have to be found', () => {
  const found: ReportSource = (_repository, { artifacts }) =>
    Promise.resolve({ reports: [trivyReport([SSL])], notices: [`looked for ${artifacts.join()}`] });

  it('are looked for as the configuration says, and used as given ones', async () => {
    const config = 'reports:\n  artifacts: [results]\n';
    const files = { ...FILES, '.github/seaworthy.yml': config };
    const report = await run([], { libssl3: '3.0.14-1' }, files, found);
    expect(upgrade(report)?.title).toContain('fixes 1 vulnerability');
    expect(report.notices).toContain('looked for results');
  });

  it('are not looked for where there is no Dockerfile', async () => {
    const report = await run([], {}, { 'README.md': 'Nothing' }, found);
    expect(report.notices).toEqual([]);
  });
});

describe('a campaign for an advisory', () => {
  it('makes the move that cures it, with all that the move cures', async () => {
    const fixed = { libssl3: '3.0.14-1', zlib1g: '1.3' };
    const { results } = await run([SSL, ZLIB], fixed, FILES, null, 'cve-2024-0001');
    expect(results.map(({ proposal }) => proposal.key.kind)).toEqual(['campaign']);
    const [proposal] = results.map((one) => one.proposal);
    expect(proposal?.files[0]?.after).toBe(DOCKERFILE.replace('1.0.0', '1.0.1'));
    expect(proposal?.body).toContain('It fixes 2 vulnerabilities (2 critical) of the 2');
    expect(proposal?.body).toContain('`seaworthy sweep acme --advisory cve-2024-0001`');
  });

  it('does nothing about another one, and says of its own why nothing cures it', async () => {
    const fixed = { libssl3: '3.0.14-1' };
    const other = await run([SSL, PERL], fixed, FILES, null, 'CVE-2024-9999');
    expect([other.results, other.left]).toEqual([[], []]);
    const { results, left } = await run([SSL, PERL], fixed, FILES, null, PERL.id);
    expect(results).toEqual([]);
    expect(left.map(({ traced }) => traced?.vulnerability.id)).toEqual([PERL.id]);
  });
});
