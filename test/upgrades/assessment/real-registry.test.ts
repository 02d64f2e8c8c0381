import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../src/config/defaults.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { composePatch } from '../../../src/remediation/compose.ts';
import { planImages } from '../../../src/remediation/image-plan.ts';
import type { ImagePlan } from '../../../src/remediation/image-plan.ts';
import { NO_SCANS } from '../../../src/remediation/scan-knowledge.ts';
import outdated from '../../../src/rules/outdated-image.ts';
import rule from '../../../src/rules/vulnerable-base-image.ts';
import { NO_MOVES } from '../../../src/upgrades/allowed-moves.ts';
import { assessBase } from '../../../src/upgrades/assessment/assess-base.ts';
import { preferenceFor } from '../../../src/upgrades/assessment/preference-for.ts';
import { readLimits } from '../../../src/upgrades/limits.ts';
import { useKey } from '../../../src/upgrades/planned-use.ts';
import { upgradePolicy } from '../../../src/upgrades/policy.ts';
import type { Preference } from '../../../src/upgrades/preference.ts';
import { contentsReader } from '../../../src/upgrades/read-base-contents.ts';
import { tracedToBase } from '../../findings/traced.ts';
import { pushImage } from '../../registry/make-image.ts';
import { openClient, PLAIN_HOST } from '../../registry/open-client.ts';
import { startRegistry } from '../../registry/real-registry.ts';
import type { RealRegistry } from '../../registry/real-registry.ts';
import { apkImage, debImage } from '../databases.ts';

let registry: RealRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

const DATABASES = {
  deb: (release: string, openssl: string) =>
    debImage({ 'base-files': `${release}.1`, 'libssl3/openssl': openssl }),
  apk: (release: string, openssl: string) =>
    apkImage({ 'alpine-release': `${release}-r0`, 'libssl3/openssl': openssl }),
};

async function push(type: 'deb' | 'apk', tag: string, release: string, version: string) {
  const layers = DATABASES[type](release, version).layers ?? [];
  // Written by debImage and apkImage: records of paths and texts.
  const files = layers.map((layer) => ({ files: layer as Record<string, string> }));
  await pushImage(registry, type, tag, { layers: [...files, { files: { [tag]: tag } }] });
}

describe.each([
  ['deb', '12', '3.0.11-1', '3.0.14-1', '13'],
  ['apk', '3.19.1', '3.1.4-r1', '3.1.6-r0', '3.22.1'],
] as const)('with %s in the layers of a real registry', (type, release, old, mended, later) => {
  it('the image that provably fixes it is taken, not the newest one', async () => {
    await push(type, '1.0.0', release, old);
    await push(type, '1.0.1', release, mended);
    // Of another release, whose versions the advisory says nothing about.
    await push(type, '1.0.2', later, '9.9.9-r0');
    const reference = `${registry.host}/${type}:1.0.0`;
    const file = { path: 'Dockerfile', text: `FROM ${reference}\nCMD ["app"]\n` };
    const client = openClient({ hosts: { [registry.host]: PLAIN_HOST } });
    const plan = (preferences: ReadonlyMap<string, Preference>): Promise<ImagePlan> =>
      planImages([file], {
        registry: client,
        policy: upgradePolicy('balanced', { ...DEFAULTS.upgrades, minimumAge: 0 }),
        limits: readLimits(new Map()),
        today: '2026-11-25',
        withEvidence: false,
        preferences,
      });
    const traced = (text: string) =>
      tracedToBase(
        { id: 'CVE-2024-1', package: `${type} libssl3 ${old}`, source: 'openssl', fixed: [mended] },
        parseDockerfile(text),
      );
    const key = useKey(file.path, reference);
    const first = await plan(new Map());
    const outlook = first.knowledge.outlook(file.path, reference);
    expect(outlook?.chosen?.reference).toBe(`${registry.host}/${type}:1.0.2`);
    const vulnerabilities = [traced(file.text)];
    const assessment = await assessBase({
      contents: contentsReader(client),
      listTags: client.listTags,
      reference,
      platform: null,
      vulnerabilities,
      target: null,
      outlook,
      moves: first.allowed.get(key) ?? NO_MOVES,
      reportOf: () => null,
      scanner: null,
    });
    const preference = preferenceFor(assessment, outlook?.chosen ?? null, vulnerabilities);
    expect(preference?.reason).toBe(
      'it fixes 1 of 1 vulnerabilities that scanners found in the present one',
    );
    const second = await plan(new Map(preference === null ? [] : [[key, preference]]));
    const context = {
      ...plainContext([outdated, rule], second.knowledge),
      scans: {
        ...NO_SCANS,
        vulnerabilities: (_path: string, { text }: { readonly text: string }) =>
          text === file.text ? vulnerabilities : [],
        assessment: () => assessment,
      },
    };
    const policy = { safeties: ['review'] as const, only: [rule.id], moveImages: true };
    const { after, applied } = composePatch(file, context, policy);
    expect(after).toBe(`FROM ${registry.host}/${type}:1.0.1\nCMD ["app"]\n`);
    expect(applied.map(({ title }) => title)).toEqual([
      `Move ${reference} to ${registry.host}/${type}:1.0.1: fixes 1 vulnerability`,
    ]);
  });
});
