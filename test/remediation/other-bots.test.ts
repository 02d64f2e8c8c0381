import { describe, expect, test } from 'vitest';
import { discoverReaders, discoverRules } from '../../src/discover.ts';
import { writeDashboard } from '../../src/remediation/body/dashboard.ts';
import { OFFLINE_DOWNLOADS } from '../../src/remediation/download-plan.ts';
import { leftImagesText } from '../../src/remediation/left-images.ts';
import { remediate } from '../../src/remediation/remediate.ts';
import type { RemediationReport } from '../../src/remediation/remediate.ts';
import { parseReport } from '../../src/scans/parse-report.ts';
import { debImage } from '../upgrades/databases.ts';
import { createMemoryRegistry } from '../upgrades/memory-registry.ts';
import { memoryRepository } from './memory-repository.ts';

const rules = await discoverRules();
const readers = await discoverReaders();

const CONFIG = '.github/seaworthy.yml';
const DEPENDABOT = `version: 2
updates:
  - package-ecosystem: docker
    directory: /
`;

/** A report about the image that the Dockerfile builds, of one advisory in its base. */
function report(isKnownExploited: boolean) {
  const history = [{ created_by: '/bin/sh -c #(nop) ADD file:0 in / ' }];
  const outcome = parseReport(
    JSON.stringify({
      matches: [
        {
          vulnerability: {
            id: 'CVE-2024-0001',
            severity: 'Critical',
            fix: { state: 'fixed', versions: ['3.0.14-1'] },
            knownExploited: isKnownExploited ? [{ cve: 'CVE-2024-0001' }] : [],
          },
          artifact: {
            name: 'libssl3',
            version: '3.0.11-1',
            type: 'deb',
            purl: 'pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12',
            locations: [{ path: '/var/lib/dpkg/status', layerID: 'sha256:base' }],
          },
        },
      ],
      source: {
        type: 'image',
        target: {
          userInput: 'ghcr.io/acme/api:1',
          tags: ['ghcr.io/acme/api:1'],
          layers: [{ digest: 'sha256:base' }],
          config: Buffer.from(
            JSON.stringify({ history, rootfs: { diff_ids: ['sha256:base'] } }),
          ).toString('base64'),
        },
      },
      distro: { name: 'debian', version: '12' },
      descriptor: { name: 'grype', version: '0.90.0' },
    }),
    readers,
  );
  if (!outcome.ok) throw new Error(outcome.problem);
  return { name: 'grype.json', dockerfile: 'Dockerfile', report: outcome.parsed.report };
}

async function run(
  files: Readonly<Record<string, string>>,
  reports: readonly ReturnType<typeof report>[] = [],
): Promise<RemediationReport> {
  const memory = createMemoryRegistry();
  const installed = { 'base-files': '12.5', libssl3: '3.0.11-1' };
  await memory.push('app:1.0.0', debImage(installed));
  await memory.push('app:1.0.1', debImage({ ...installed, libssl3: '3.0.14-1' }));
  await memory.push('tool:2.0.0', debImage(installed));
  await memory.push('tool:2.0.1', debImage(installed));
  await memory.push('eclipse-temurin:17-jre', debImage(installed));
  await memory.push('openjdk:17-jre', debImage(installed));
  const { repository } = memoryRepository(files);
  const { registry } = memory;
  const given = { rules, registry, downloads: OFFLINE_DOWNLOADS, reports, scanner: null };
  const now = new Date('2026-11-25');
  return remediate(repository, { ...given, prover: null, now, dryRun: true });
}

/** `app:1.0.1`, for every image that a proposal takes. */
function taken({ results, waiting }: RemediationReport): readonly string[] {
  const proposals = [...results.map(({ proposal }) => proposal), ...waiting];
  return proposals
    .flatMap(({ fixes }) => fixes.flatMap(({ fix }) => fix.moves ?? []))
    .map(({ to }) => to.reference)
    .sort();
}

const APP = 'FROM app:1.0.0\nUSER 1000\nCMD ["app"]\n';
const CASES: Readonly<
  Record<string, readonly [files: Readonly<Record<string, string>>, taken: readonly string[]]>
> = {
  'without another bot tags move': [{}, ['app:1.0.1']],
  'Renovate moves them': [{ 'renovate.json': '{}' }, []],
  'Dependabot moves them': [{ '.github/dependabot.yml': DEPENDABOT }, []],
  'a bot that does not look at Dockerfiles moves nothing': [
    { 'renovate.json': '{ "enabledManagers": ["npm"] }' },
    ['app:1.0.1'],
  ],
  'the configuration asks not to look': [
    { 'renovate.json': '{}', [CONFIG]: 'upgrades: { otherBots: ignore }\n' },
    ['app:1.0.1'],
  ],
  'one Dockerfile is not theirs': [
    { '.github/dependabot.yml': DEPENDABOT, 'web/Dockerfile': APP.replace('app:1', 'tool:2') },
    ['tool:2.0.1'],
  ],
  'another image in the place of a deprecated one is ours': [
    { 'renovate.json': '{}', Dockerfile: APP.replace('app:1.0.0', 'openjdk:17-jre') },
    ['eclipse-temurin:17-jre'],
  ],
};

describe('images', () => {
  test.each(Object.entries(CASES))('%s', async (_, [files, expected]) => {
    expect(taken(await run({ Dockerfile: APP, ...files }))).toEqual(expected);
  });

  test('fresh digests are theirs, and digests where there are none only if they put them', async () => {
    const pinned = `FROM tool:2.0.0@sha256:${'1'.repeat(64)}\nUSER 1000\n`;
    const config = { [CONFIG]: 'upgrades: { pin: true, kinds: [digest-refresh] }\n' };
    const both = { 'a/Dockerfile': pinned, Dockerfile: APP, ...config };
    const image = (digest: string) => expect.stringMatching(digest) as string;
    expect(taken(await run(both))).toEqual([image('^app:1.0.0@'), image('^tool:2.0.0@')]);
    const bot = { ...both, 'renovate.json': '{}' };
    expect(taken(await run(bot))).toEqual([image('^app:1.0.0@')]);
    const pinning = { ...both, 'renovate.json': '{ "extends": ["config:best-practices"] }' };
    expect(taken(await run(pinning))).toEqual([]);
  });
});

describe('an advisory in an image that is left', () => {
  const files = { Dockerfile: APP, 'renovate.json': '{}' };

  test('waits for the other bot, and says so', async () => {
    const found = await run(files, [report(false)]);
    expect(taken(found)).toEqual([]);
    const reasons = found.left.map(({ rule, reason }) => `${rule}: ${reason}`);
    expect(reasons).toContain(
      'vulnerable-base-image: app:1.0.1 fixes it, but Renovate (`renovate.json`) moves the tags and digests of this image',
    );
  });

  test('does not wait where it is known to be exploited', async () => {
    const found = await run(files, [report(true)]);
    expect(taken(found)).toEqual(['app:1.0.1']);
    expect(found.leftToBots).toEqual([]);
  });
});

describe('what is left is said', () => {
  const SENTENCE =
    'Renovate (`renovate.json`) moves the tags and digests of `app` and `tool`; they are left to it.';
  const files = {
    Dockerfile: 'FROM app:1.0.0\nENV A 1\nUSER 1000\nCMD ["app"]\n',
    'web/Dockerfile': 'FROM app:1.0.0 AS a\nFROM tool:2.0.0\nUSER 1000\n',
    'renovate.json': '{}',
  };

  test('once, in the text of a pull request and on the dashboard', async () => {
    const found = await run(files);
    expect(found.leftToBots).toEqual([
      { bot: 'Renovate', file: 'renovate.json', images: ['app', 'tool'] },
    ]);
    const body = found.results[0]?.proposal.body ?? '';
    for (const text of [body, writeDashboard(found)]) {
      expect(text.replaceAll('\\', '').split(SENTENCE)).toHaveLength(2);
    }
  });

  test('with the bot that has one image alone', () => {
    const left = { bot: 'Dependabot', file: '.github/dependabot.yml' } as const;
    expect(leftImagesText({ ...left, images: ['node'] })).toBe(
      'Dependabot (`.github/dependabot.yml`) moves the tags and digests of `node`; it is left to it.',
    );
    const images = Array.from({ length: 14 }, (_, index) => `a${index}`);
    expect(leftImagesText({ ...left, images })).toContain('`a10`, `a11` and 2 more; they are');
  });

  test('and so is a configuration that nobody understands', async () => {
    const { notices } = await run({ ...files, 'renovate.json': '{' });
    expect(notices).toEqual([
      '`renovate.json` is not understood, so that nothing is left to that bot: it is no JSON',
    ]);
  });
});
