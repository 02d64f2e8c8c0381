import { DEFAULTS } from '../../src/config/defaults.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { ImageOutlook } from '../../src/image/upgrade.ts';
import { readLimits } from '../../src/upgrades/limits.ts';
import { planUpgrades } from '../../src/upgrades/plan.ts';
import type { UpgradePlan } from '../../src/upgrades/plan.ts';
import { plannedUses, useKey } from '../../src/upgrades/planned-use.ts';
import { upgradePolicy } from '../../src/upgrades/policy.ts';
import type { UpgradeSettings } from '../../src/upgrades/policy.ts';
import type { TableRegistry } from './table-registry.ts';

/** The day on which the tests take place. */
const TODAY = '2026-11-25';

export interface PlanInput {
  readonly registry: TableRegistry;
  /** Dockerfiles, and the files that limit versions, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly posture?: 'gentle' | 'balanced' | 'strict';
  readonly settings?: Partial<UpgradeSettings>;
  /** In `Dockerfile`, what to take instead of which reference before anything else. */
  readonly preferred?: Readonly<Record<string, string>>;
}

/** Plans for a repository as the product does: every file whose name has `Dockerfile` in it is one. */
export function planRepository({
  registry,
  files,
  posture = 'balanced',
  settings = {},
  preferred = {},
}: PlanInput): Promise<UpgradePlan> {
  const entries = Object.entries(files);
  const dockerfiles = new Map(
    entries
      .filter(([path]) => path.includes('Dockerfile'))
      .map(([path, text]) => [path, parseDockerfile(text)]),
  );
  const uses = [...dockerfiles].flatMap(([path, dockerfile]) => plannedUses(path, dockerfile));
  const preferences = new Map(
    Object.entries(preferred).map(([from, reference]) => [
      useKey('Dockerfile', from),
      { reference, reason: 'it fixes 3 of 4 vulnerabilities' },
    ]),
  );
  return planUpgrades(uses, {
    preferences,
    registry,
    policy: upgradePolicy(posture, { ...DEFAULTS.upgrades, ...settings }),
    limits: readLimits(new Map(entries)),
    today: TODAY,
    dockerfiles,
  });
}

/** Plans for one Dockerfile and shows what each of its images becomes: `node:20 -> node:22`. */
export async function choices(input: PlanInput): Promise<readonly string[]> {
  const { outlooks } = await planRepository(input);
  return [...outlooks.values()].map(
    ({ reference, chosen }) => `${reference} -> ${chosen?.reference ?? 'stays'}`,
  );
}

/** The outlook of an image in `Dockerfile`. */
export async function outlookFor(input: PlanInput, reference: string): Promise<ImageOutlook> {
  const { outlooks } = await planRepository(input);
  const outlook = outlooks.get(useKey('Dockerfile', reference));
  if (outlook === undefined) throw new Error(`there is no outlook for ${reference}`);
  return outlook;
}

/** `kind reference: reason`, for each candidate. */
export function candidateLines({ candidates }: ImageOutlook): readonly string[] {
  return candidates.map(({ kind, reference, reason }) => `${kind} ${reference}: ${reason}`);
}
