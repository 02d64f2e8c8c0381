import { describe, expect, it } from 'vitest';
import type { Scan } from '../../../src/findings/scan-report.ts';
import type { BaseAssessment } from '../../../src/findings/traced-vulnerability.ts';
import type { UpgradeCandidate, UpgradeKind } from '../../../src/image/upgrade.ts';
import { newTarget } from '../../../src/scans/vocabulary/new-target.ts';
import { NO_MOVES } from '../../../src/upgrades/allowed-moves.ts';
import type { AllowedMoves } from '../../../src/upgrades/allowed-moves.ts';
import { assessBase } from '../../../src/upgrades/assessment/assess-base.ts';
import type { AssessmentRequest } from '../../../src/upgrades/assessment/assess-base.ts';
import type { ImageScanner } from '../../../src/upgrades/image-scanner.ts';
import { contentsReader } from '../../../src/upgrades/read-base-contents.ts';
import { tracedToBase, vulnerability } from '../../findings/traced.ts';
import type { Weakness } from '../../findings/traced.ts';
import { apkImage, debImage } from '../databases.ts';
import type { Versions } from '../databases.ts';
import { createMemoryRegistry } from '../memory-registry.ts';
import type { MemoryRegistry } from '../memory-registry.ts';

const SSL: Weakness = {
  id: 'CVE-1',
  package: 'deb libssl3 3.0.11',
  source: 'openssl',
  fixed: ['3.0.14'],
  severity: 'critical',
};
const ZLIB: Weakness = { id: 'CVE-2', package: 'deb zlib1g 1.2', source: 'zlib', fixed: ['1.3'] };

const OLD = { 'libssl3/openssl': '3.0.11', 'zlib1g/zlib': '1.2' };
const NO_SSL = { 'libssl3/openssl': '3.0.14', 'zlib1g/zlib': '1.2' };
const NO_ZLIB = { 'libssl3/openssl': '3.0.11', 'zlib1g/zlib': '1.3' };
const MENDED = { 'libssl3/openssl': '3.0.14', 'zlib1g/zlib': '1.3' };

async function bases(images: Readonly<Record<string, Versions>>): Promise<MemoryRegistry> {
  const memory = createMemoryRegistry();
  for (const [name, versions] of Object.entries(images)) {
    await memory.push(name, debImage({ 'base-files': '12.4', ...versions }));
  }
  return memory;
}

function candidate(reference: string, kind: UpgradeKind): UpgradeCandidate {
  return { reference, digest: null, kind, reason: 'the policy allows it', evidence: null };
}

type Allowed = readonly [kind: UpgradeKind, reference: string, refusal?: string];

function allow(...rows: readonly Allowed[]): AllowedMoves {
  const candidates = rows.map(([kind, reference, refusal = null]) => ({
    candidate: candidate(reference, kind),
    version: (reference.split(':')[1] ?? '').split('.').map(Number),
    refusal: () => Promise.resolve(refusal),
  }));
  return { ...NO_MOVES, candidates };
}

function assess(
  { registry }: MemoryRegistry,
  weaknesses: readonly Weakness[],
  rest: Partial<AssessmentRequest> = {},
): Promise<BaseAssessment> {
  return assessBase({
    contents: contentsReader(registry),
    listTags: registry.listTags,
    reference: 'app:1.0',
    platform: null,
    vulnerabilities: weaknesses.map((weakness) => tracedToBase(weakness)),
    target: null,
    outlook: null,
    moves: NO_MOVES,
    reportOf: () => null,
    scanner: null,
    ...rest,
  });
}

/** `app:1.1 2/0/0`: fixed, remaining, not assessed; the smallest change first. */
function lines({ options }: BaseAssessment): string[] {
  return options.map(({ candidate, fixed, remaining, notAssessed }) => {
    const counts = [fixed.size, remaining.size, notAssessed.size].join('/');
    return `${candidate?.reference ?? 'rebuild'} ${counts}`;
  });
}

function nameOf({ best }: BaseAssessment): string {
  return best === null ? 'none' : (best.candidate?.reference ?? 'rebuild');
}

function scanOf(...found: readonly Weakness[]): Scan {
  const target = newTarget({ kind: 'image', name: 'app' });
  const vulnerabilities = found.map(vulnerability);
  return { tool: 'Trivy', target, vulnerabilities, problems: [], secrets: [] };
}

describe('of the images that may be taken, the best is', () => {
  it('a rebuild where the tag has by now what is needed', async () => {
    const memory = await bases({ 'app:1.0': MENDED, 'app:1.1': MENDED });
    const assessment = await assess(memory, [SSL, ZLIB], { moves: allow(['patch', 'app:1.1']) });
    expect(lines(assessment)).toEqual(['rebuild 2/0/0', 'app:1.1 2/0/0']);
    expect(nameOf(assessment)).toBe('rebuild');
  });

  it('the smallest change that fixes as much as any', async () => {
    const later = { 'app:1.1': NO_SSL, 'app:1.2': MENDED, 'app:1.3': MENDED, 'app:2.0': MENDED };
    const moves = allow(
      ['major', 'app:2.0'],
      ['patch', 'app:1.3'],
      ['patch', 'app:1.1'],
      ['patch', 'app:1.2'],
    );
    const assessment = await assess(await bases({ 'app:1.0': OLD, ...later }), [SSL, ZLIB], {
      moves,
    });
    expect(nameOf(assessment)).toBe('app:1.2');
    expect(lines(assessment).at(-1)).toBe('app:2.0 2/0/0');
  });

  const two = allow(['patch', 'app:1.1'], ['major', 'app:2.0']);

  it('a larger one where it fixes more of what matters', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:2.0': MENDED });
    expect(nameOf(await assess(memory, [SSL, ZLIB], { moves: two }))).toBe('app:2.0');
  });

  it('no larger one for what hardly matters', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:2.0': MENDED });
    const minor = { ...ZLIB, severity: 'low' } as const;
    expect(nameOf(await assess(memory, [SSL, minor], { moves: two }))).toBe('app:1.1');
  });

  it('the one against what is exploited before the one against what is critical', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:2.0': NO_ZLIB });
    const exploited = { ...ZLIB, severity: 'medium', isKnownExploited: true } as const;
    expect(nameOf(await assess(memory, [SSL, exploited], { moves: two }))).toBe('app:2.0');
  });

  it('told by probability where nothing matters', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:2.0': NO_ZLIB });
    const minor: readonly Weakness[] = [
      { ...SSL, severity: 'medium', epss: 0.001 },
      { ...ZLIB, severity: 'low', epss: 0.4 },
    ];
    expect(nameOf(await assess(memory, minor, { moves: two }))).toBe('app:2.0');
  });

  it('none where nothing is fixed, or only what is silenced', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL });
    const moves = allow(['patch', 'app:1.1']);
    expect(nameOf(await assess(memory, [ZLIB], { moves }))).toBe('none');
    const vulnerabilities = [{ ...tracedToBase(SSL), silencedBy: 'VEX: not reachable' }];
    const assessment = await assess(memory, [], { moves, vulnerabilities });
    expect([nameOf(assessment), ...lines(assessment)]).toContain('app:1.1 1/0/0');
    expect(nameOf(assessment)).toBe('none');
  });

  it('none that the registry refuses', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:1.2': MENDED });
    const moves = allow(['patch', 'app:1.2', 'it is too young'], ['patch', 'app:1.1']);
    const assessment = await assess(memory, [SSL, ZLIB], { moves });
    expect(lines(assessment)).toEqual(['rebuild 0/2/0', 'app:1.1 1/1/0']);
  });
});

describe('an assessment', () => {
  it('reads the packages of six candidates at most', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `app:1.${index + 1}`);
    const versions = Object.fromEntries(names.map((name) => [name, NO_SSL]));
    const memory = await bases({ 'app:1.0': OLD, ...versions });
    const moves = allow(...names.map((name): Allowed => ['patch', name]));
    const assessment = await assess(memory, [SSL], { moves });
    expect(assessment.options).toHaveLength(7);
    expect(nameOf(assessment)).toBe('app:1.2');
  });

  it('knows that a rebuild changes nothing where the layers are those of the image', async () => {
    const memory = createMemoryRegistry();
    const diffIds = ['sha256:a', 'sha256:b'];
    await memory.push('app:1.0', { configuration: { diffIds } });
    const target = { distribution: null, diffIds: [...diffIds, 'sha256:own'] };
    expect(lines(await assess(memory, [SSL], { target }))).toEqual(['rebuild 0/1/0']);
    const elsewhere = { distribution: null, diffIds: ['sha256:old', 'sha256:own'] };
    expect(lines(await assess(memory, [SSL], { target: elsewhere }))).toEqual(['rebuild 0/0/1']);
  });

  it('offers a fresh digest and no rebuild where a digest holds the bytes', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': MENDED });
    const reference = `app:1.0@sha256:${'a'.repeat(64)}`;
    const fresh = candidate(`app:1.0@sha256:${'b'.repeat(64)}`, 'digest-refresh');
    const moves = { ...allow(['patch', 'app:1.1']), refresh: () => Promise.resolve(fresh) };
    const { options } = await assess(memory, [SSL], { reference, moves });
    const kinds = options.map((option) => option.candidate?.kind);
    expect(kinds).toEqual(['digest-refresh', 'patch']);
  });

  it('knows which release the fixed versions of the report are for', async () => {
    const memory = await bases({ 'app:1.0': MENDED });
    const target = { distribution: { id: 'debian', version: '11.9' }, diffIds: [] };
    const { options } = await assess(memory, [SSL], { target });
    expect([...(options[0]?.notAssessed.values() ?? [])]).toEqual([
      'it is built on debian 12, for which the report names no fixed version',
    ]);
  });

  it('says why nothing is known', async () => {
    const memory = createMemoryRegistry();
    memory.fail('readManifest', 'unavailable');
    expect((await assess(memory, [SSL])).unknown).toContain('unavailable');
    const reference = `app:1.0@sha256:${'a'.repeat(64)}`;
    const { unknown } = await assess(memory, [SSL], { reference });
    expect(unknown).toBe('no registry was asked what could be taken instead');
  });
});

describe('a scan of the candidate', () => {
  it('tells what is fixed, what remains and what is new', async () => {
    const memory = await bases({ 'app:1.0': OLD });
    const alpine = { 'alpine-release': '3.22.1-r0', 'libcrypto3/openssl': '3' };
    await memory.push('app:1.1', apkImage(alpine));
    const found = async (scan: Scan) => {
      const reportOf = (reference: string) => (reference === 'app:1.1' ? scan : null);
      const moves = allow(['patch', 'app:1.1']);
      const { options } = await assess(memory, [SSL], { moves, reportOf });
      return [options[1]?.fixed.size, options[1]?.introduced?.map(({ id }) => id)];
    };
    const fresh: Weakness = { id: 'CVE-9', package: 'apk busybox 1.37', severity: 'low' };
    expect(await found(scanOf(fresh))).toEqual([1, ['CVE-9']]);
    expect(await found(scanOf({ ...SSL, package: 'apk libcrypto3 3' }))).toEqual([0, []]);
    const alias = { ...SSL, id: 'GHSA-1', aliases: ['CVE-1'] };
    expect(await found(scanOf(alias))).toEqual([0, []]);
  });

  it('by another tool than the one that reported it proves nothing on its own', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': OLD });
    const tar = { ...tracedToBase({ ...SSL, package: 'npm tar 6.0.0' }), witnesses: ['Grype'] };
    const rest = { moves: allow(['patch', 'app:1.1']), reportOf: () => scanOf() };
    const { options } = await assess(memory, [], { ...rest, vulnerabilities: [tar] });
    expect([...(options[1]?.notAssessed.values() ?? [])]).toEqual([
      'Trivy does not report it there, and did not report it in the present image either',
    ]);
  });

  it('takes a candidate out that brings worse than it fixes', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': NO_SSL, 'app:1.2': MENDED });
    const worse = [{ id: 'CVE-8', package: 'deb xz 5', severity: 'critical' }, ZLIB] as const;
    const scanned: string[] = [];
    const scanner: ImageScanner = {
      scan: (reference) => {
        scanned.push(reference);
        const scan = reference === 'app:1.2' ? scanOf(...worse) : scanOf(ZLIB);
        return Promise.resolve({ ok: true, scan });
      },
    };
    const moves = allow(['patch', 'app:1.1'], ['patch', 'app:1.2']);
    const assessment = await assess(memory, [SSL, ZLIB], { moves, scanner });
    expect(nameOf(assessment)).toBe('app:1.1');
    expect(scanned).toEqual(['app:1.2', 'app:1.1']);
  });

  it('is not asked for again when no scanner is there', async () => {
    const memory = await bases({ 'app:1.0': OLD, 'app:1.1': MENDED });
    let count = 0;
    const scanner: ImageScanner = {
      scan: () => {
        count += 1;
        return Promise.resolve({ ok: false, reason: 'missing', message: 'none is there' });
      },
    };
    const assessment = await assess(memory, [SSL], { moves: allow(['patch', 'app:1.1']), scanner });
    expect([count, nameOf(assessment), assessment.best?.introduced]).toEqual([1, 'app:1.1', null]);
  });
});
