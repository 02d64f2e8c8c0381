import { parsePlatform } from '../image/platform.ts';
import { parseReference } from '../image/reference.ts';
import type { Registry } from '../image/registry.ts';
import type { Evidence, ImageOutlook } from '../image/upgrade.ts';
import { gatherEvidence } from './evidence.ts';
import { useKey } from './planned-use.ts';
import type { PlannedUse } from './planned-use.ts';

/** The outlooks with what their choices bring; a pin brings nothing, because it keeps the bytes. */
export async function addEvidence(
  outlooks: ReadonlyMap<string, ImageOutlook>,
  uses: readonly PlannedUse[],
  registry: Registry,
): Promise<ReadonlyMap<string, ImageOutlook>> {
  const asked = new Map<string, Promise<Evidence | null>>();
  const platforms = new Map(
    uses.map(({ path, reference, platform }) => [useKey(path, reference), platform]),
  );
  const ask = (outlook: ImageOutlook, platform: string | null): Promise<Evidence | null> => {
    const key = [outlook.reference, outlook.chosen?.reference, platform].join('\n');
    const known = asked.get(key) ?? evidenceFor(outlook, platform, registry);
    asked.set(key, known);
    return known;
  };
  const entries = [...outlooks].map(async ([key, outlook]): Promise<[string, ImageOutlook]> => {
    const { chosen } = outlook;
    if (chosen === null || chosen.kind === 'digest-pin') return [key, outlook];
    const evidence = await ask(outlook, platforms.get(key) ?? null);
    const taken = { ...chosen, evidence };
    const candidates = outlook.candidates.map((one) => (one === chosen ? taken : one));
    return [key, { ...outlook, candidates, chosen: taken }];
  });
  return new Map(await Promise.all(entries));
}

async function evidenceFor(
  { reference, chosen }: ImageOutlook,
  platform: string | null,
  registry: Registry,
): Promise<Evidence | null> {
  const from = parseReference(reference);
  const to = parseReference(chosen?.reference ?? '');
  if (from === null || to === null) return null;
  const digest = to.digest ?? chosen?.digest ?? null;
  const wanted = platform === null ? null : parsePlatform(platform);
  return gatherEvidence(registry, from, { ...to, digest }, wanted);
}
