import { describe, expect, it } from 'vitest';
import type { Vulnerability } from '../../../src/findings/scan-report.ts';
import type { ImageOutlook, UpgradeCandidate } from '../../../src/image/upgrade.ts';
import { newTarget } from '../../../src/scans/vocabulary/new-target.ts';
import { NO_MOVES } from '../../../src/upgrades/allowed-moves.ts';
import { assessBase } from '../../../src/upgrades/assessment/assess-base.ts';
import { contentsReader } from '../../../src/upgrades/read-base-contents.ts';
import { tracedToBase, vulnerability } from '../../findings/traced.ts';
import type { Weakness } from '../../findings/traced.ts';
import { apkImage, debImage } from '../databases.ts';
import type { Versions } from '../databases.ts';
import { createMemoryRegistry } from '../memory-registry.ts';
import type { ImageOnPlatform, MemoryRegistry } from '../memory-registry.ts';

const SSL: Weakness = {
  ...{ id: 'CVE-1', package: 'deb libssl3 3.0.11', source: 'openssl', fixed: ['3.0.14'] },
  severity: 'critical',
};
const MAGICK: Weakness = { id: 'CVE-2', package: 'deb imagemagick 6.9', source: 'imagemagick' };
const PERL: Weakness = {
  ...{ id: 'CVE-3', package: 'deb perl-modules 5.36', source: 'perl' },
  severity: 'low',
};

const BIG = { 'libssl3/openssl': '3.0.11', imagemagick: '6.9', 'perl-modules/perl': '5.36' };
const SLIM = { 'libssl3/openssl': '3.0.11' };
const MENDED = { ...BIG, 'libssl3/openssl': '3.0.14' };

function deb(versions: Versions, release = '12.4'): ImageOnPlatform {
  return debImage({ 'base-files': release, ...versions });
}

interface Situation {
  /** What the registry has; `node:20` is the image in use unless another is named. */
  readonly images: Readonly<Record<string, ImageOnPlatform>>;
  readonly reference?: string;
  readonly found?: readonly Weakness[];
  readonly silenced?: readonly Weakness[];
  readonly chosen?: string;
  readonly outlook?: Partial<ImageOutlook>;
  /** What a scanner found in the smaller variant. */
  readonly scanned?: readonly Vulnerability[];
}

function outlookOf({ chosen, outlook = {} }: Situation): ImageOutlook {
  const candidate: UpgradeCandidate | null =
    chosen === undefined
      ? null
      : { reference: chosen, digest: null, kind: 'patch', reason: 'it is newer', evidence: null };
  return {
    reference: 'node:20',
    digest: null,
    lifecycle: null,
    candidates: [],
    chosen: candidate,
    unknown: [],
    doubt: null,
    ...outlook,
  };
}

async function registryWith(images: Situation['images']): Promise<MemoryRegistry> {
  const memory = createMemoryRegistry();
  for (const [name, image] of Object.entries(images)) await memory.push(name, image);
  return memory;
}

/** `variant node:20-slim: CVE-2`, with the ids that it does not have. */
async function alternativesTo(situation: Situation): Promise<string[]> {
  const { images, reference = 'node:20', found = [SSL, MAGICK], silenced = [] } = situation;
  const { registry } = await registryWith(images);
  const { scanned } = situation;
  const { alternatives } = await assessBase({
    contents: contentsReader(registry),
    listTags: registry.listTags,
    reference,
    platform: null,
    vulnerabilities: [
      ...found.map((one) => tracedToBase(one)),
      ...silenced.map((one) => tracedToBase(one, undefined, { silencedBy: 'VEX' })),
    ],
    target: null,
    outlook: outlookOf(situation),
    moves: NO_MOVES,
    reportOf: (name) =>
      scanned === undefined || !name.endsWith('-slim')
        ? null
        : {
            tool: 'Trivy',
            target: newTarget({ kind: 'image', name }),
            vulnerabilities: scanned,
            problems: [],
            secrets: [],
          },
    scanner: null,
  });
  return alternatives.map((one) => {
    const ids = [...(one.fixed ?? [])].map((key) => key.split('\t')[0]);
    return `${one.kind} ${one.reference}${one.fixed === null ? '' : `: ${ids.join(' ')}`}`;
  });
}

const TWO = { 'node:20': deb(BIG), 'node:20-slim': deb(SLIM) };
const DOUBT = { doubt: 'it is of 2019-01-01, and nothing newer follows it' };

describe('where something that matters remains, there is', () => {
  const rows: Record<string, [situation: Situation, alternatives: readonly string[]]> = {
    'the smaller variant, with what it does not have': [
      { images: TWO, found: [SSL, MAGICK, PERL] },
      ['variant node:20-slim: CVE-2 CVE-3'],
    ],
    'the variant of what is taken': [
      {
        images: { ...TWO, 'node:20.1': deb(MENDED), 'node:20.1-slim': deb(SLIM) },
        chosen: 'node:20.1',
      },
      ['variant node:20.1-slim: CVE-2'],
    ],
    'nothing where all that matters is fixed': [
      { images: { ...TWO, 'node:20.1': deb(MENDED) }, chosen: 'node:20.1', found: [SSL, PERL] },
      [],
    ],
    'the variant for little where nothing matters more': [
      { images: TWO, found: [PERL] },
      ['variant node:20-slim: CVE-3'],
    ],
    'nothing where only silenced ones remain': [{ images: TWO, found: [], silenced: [MAGICK] }, []],
    'no variant that has what matters, too': [{ images: TWO, found: [SSL, PERL] }, []],
    'no variant that the registry does not have': [{ images: { 'node:20': deb(BIG) } }, []],
    'no variant of another C library': [
      { images: { 'node:20': deb(BIG), 'node:20-alpine': apkImage({ 'alpine-release': '3.22' }) } },
      [],
    ],
    'no variant on another release of the distribution': [
      { images: { 'node:20': deb(BIG), 'node:20-slim': deb(SLIM, '13.1') } },
      [],
    ],
    'no variant whose packages nobody can read': [
      { images: { 'node:20': deb(BIG), 'node:20-slim': {} } },
      [],
    ],
    'no variant of which a scanner says that it brings worse': [
      {
        images: TWO,
        found: [MAGICK],
        scanned: [vulnerability({ id: 'CVE-9', package: 'deb xz 5', severity: 'critical' })],
      },
      [],
    ],
    'a maintained image where nothing new comes': [
      {
        images: { 'acme/node:1': deb(BIG) },
        ...{ reference: 'acme/node:1', outlook: DOUBT },
      },
      ['mainstream node'],
    ],
    'no other image for one that is maintained': [
      { images: { 'acme/node:1': deb(BIG) }, reference: 'acme/node:1' },
      [],
    ],
    'no other image for an official one': [
      { images: { 'python:3': deb(BIG) }, reference: 'python:3', outlook: DOUBT },
      [],
    ],
  };
  it.each(Object.entries(rows))('%s', async (_name, [situation, alternatives]) => {
    expect(await alternativesTo(situation)).toEqual(alternatives);
  });
});

it('costs nothing where every option fixes what matters, and one image otherwise', async () => {
  const asked = async (found: Weakness): Promise<string[]> => {
    const memory = await registryWith({ 'node:20': deb(MENDED), 'node:20-slim': deb(SLIM) });
    await assessBase({
      contents: contentsReader(memory.registry),
      listTags: memory.registry.listTags,
      reference: 'node:20',
      platform: null,
      vulnerabilities: [tracedToBase(found)],
      target: null,
      outlook: null,
      moves: NO_MOVES,
      reportOf: () => null,
      scanner: null,
    });
    return memory.asked.filter((one) => /^(?:listTags|readManifest) .*:/.test(one));
  };
  const name = 'docker.io/library/node';
  expect(await asked(SSL)).toEqual([`readManifest ${name}:20`]);
  expect((await asked(MAGICK)).slice(1)).toEqual([
    expect.stringContaining('listTags'),
    `readManifest ${name}:20-slim`,
  ]);
});
