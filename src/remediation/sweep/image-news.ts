import { DEFAULTS } from '../../config/defaults.ts';
import { fingerprintOf } from '../../findings/fingerprint.ts';
import type { LifecycleState } from '../../image/lifecycle-state.ts';
import { parseReference } from '../../image/reference.ts';
import type { Registry } from '../../image/registry.ts';
import type { ImageOutlook } from '../../image/upgrade.ts';
import { lastSignOf } from '../../upgrades/image-age.ts';
import { readLimits } from '../../upgrades/limits.ts';
import { upgradePolicy } from '../../upgrades/policy.ts';
import { planImages } from '../image-plan.ts';

/** What is known of an image that repositories use. */
export interface ImageNews {
  /** Changes whenever a look may come to something else because of the image; null where nobody could tell. */
  readonly facts: string | null;
  /** `YYYY-MM-DD`; null where it is not known. */
  readonly created: string | null;
  /** Of what ends first: `debian 10`; null where no lifecycle is known. */
  readonly line: string | null;
  /** `YYYY-MM-DD`; null where the end is not known. */
  readonly endOfLife: string | null;
  readonly isEnded: boolean;
  /** What it should become; null where it may stay. */
  readonly upgrade: string | null;
}

/** Images are forgotten beyond this many, oldest first. */
const MOST_IMAGES = 5000;

const UNKNOWN: ImageNews = {
  facts: null,
  created: null,
  line: null,
  endOfLife: null,
  isEnded: false,
  upgrade: null,
};

/** What is known of images on a day, `YYYY-MM-DD`; each is asked about once. */
export function imageNews(
  registry: Registry,
  today: string,
): (reference: string) => Promise<ImageNews> {
  const known = new Map<string, Promise<ImageNews>>();
  return (reference) => {
    const news = known.get(reference) ?? findNews(reference, registry, today);
    known.set(reference, news);
    const [oldest] = known.keys();
    if (known.size > MOST_IMAGES && oldest !== undefined) known.delete(oldest);
    return news;
  };
}

async function findNews(reference: string, registry: Registry, today: string): Promise<ImageNews> {
  const image = parseReference(reference);
  if (image === null) return UNKNOWN;
  const path = 'Dockerfile';
  const plan = await planImages([{ path, text: `FROM ${reference}\n` }], {
    registry,
    policy: upgradePolicy(DEFAULTS.posture, DEFAULTS.upgrades),
    limits: readLimits(new Map()),
    today,
    withEvidence: false,
  });
  const outlook = plan.knowledge.outlook(path, reference);
  const lifecycle = firstToEnd(plan.knowledge.lifecycles(image));
  const manifest = await registry.readManifest(image);
  const made = { since: '', platform: null };
  return {
    facts: outlook === null ? null : factsOf(outlook, lifecycle),
    created: manifest.ok ? await lastSignOf(registry, image, manifest.value, made) : null,
    line: lifecycle === null ? null : `${lifecycle.product} ${lifecycle.cycle}`,
    endOfLife: lifecycle?.endOfLife ?? null,
    isEnded: lifecycle?.isEnded ?? false,
    upgrade: outlook?.chosen?.reference ?? null,
  };
}

/** Whether a repository allows a candidate or not, one that was not there before asks for a look. */
function factsOf(outlook: ImageOutlook, lifecycle: LifecycleState | null): string | null {
  const { digest, candidates, chosen, unknown, doubt } = outlook;
  if (unknown.length > 0) return null;
  const known = [
    digest,
    candidates.map(({ kind, reference }) => [kind, reference]),
    chosen?.digest ?? null,
    lifecycle?.isEnded ?? null,
    doubt === null,
  ];
  return fingerprintOf(JSON.stringify(known));
}

function firstToEnd(states: readonly LifecycleState[]): LifecycleState | null {
  const day = ({ isEnded, endOfLife }: LifecycleState) =>
    isEnded ? `0 ${endOfLife ?? ''}` : (endOfLife ?? '9999');
  return states.toSorted((a, b) => (day(a) < day(b) ? -1 : 1))[0] ?? null;
}
