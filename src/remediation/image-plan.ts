import { parseDockerfile } from '../dockerfile/parse.ts';
import { catalogueFacts } from '../image/catalogue.ts';
import { mergeFacts } from '../image/facts-of-configuration.ts';
import type { ImageFacts } from '../image/facts.ts';
import { fullName, parseReference, printReference } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import type { Registry } from '../image/registry.ts';
import type { ImageOutlook } from '../image/upgrade.ts';
import { addEvidence } from '../upgrades/add-evidence.ts';
import type { AllowedMoves } from '../upgrades/allowed-moves.ts';
import type { UpgradeGroup } from '../upgrades/group.ts';
import { readImageFacts } from '../upgrades/image-facts.ts';
import type { LimitBook } from '../upgrades/limits.ts';
import { planUpgrades } from '../upgrades/plan.ts';
import { plannedUses, useKey } from '../upgrades/planned-use.ts';
import type { PlannedUse } from '../upgrades/planned-use.ts';
import type { Preference } from '../upgrades/preference.ts';
import type { UpgradePolicy } from '../upgrades/policy.ts';
import type { SourceFile } from './check-context.ts';
import type { ImageKnowledge } from './image-knowledge.ts';
import { leftImages } from './left-images.ts';
import type { LeftImages } from './left-images.ts';
import { nobodyElse } from './left-to-bots.ts';
import type { LeftToBots } from './left-to-bots.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';

export interface ImagePlanInput {
  readonly registry: Registry;
  readonly policy: UpgradePolicy;
  readonly limits: LimitBook;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether to find out what each change brings, and what unknown images stand on: requests for layers. */
  readonly withEvidence: boolean;
  /** By `useKey`: what to take before the policy's own choice, as `preferenceFor` says; nothing without it. */
  readonly preferences?: ReadonlyMap<string, Preference>;
  /** Which other bot moves an image; none does without it. */
  readonly leftTo?: LeftToBots;
}

/** What registries say about the images of some files. */
export interface ImagePlan {
  readonly knowledge: ImageKnowledge;
  /** One proposal each. */
  readonly groups: readonly UpgradeGroup[];
  /** By `useKey`: what may be taken, chosen or not. */
  readonly allowed: ReadonlyMap<string, AllowedMoves>;
  /** Whether everything that was asked was answered. */
  readonly isComplete: boolean;
  /** What other bots move. */
  readonly left: readonly LeftImages[];
}

/** Asks the registries about every image of the files: what it is, and what it should become. */
export async function planImages(
  sources: readonly SourceFile[],
  input: ImagePlanInput,
): Promise<ImagePlan> {
  const { registry, policy, today } = input;
  const files = sources.map(({ path, text }) => ({ path, dockerfile: parseDockerfile(text) }));
  const dockerfiles = new Map(files.map(({ path, dockerfile }) => [path, dockerfile]));
  const uses = files.flatMap(({ path, dockerfile }) => plannedUses(path, dockerfile));
  const plan = await planUpgrades(uses, { ...input, dockerfiles });
  const outlooks = input.withEvidence
    ? await addEvidence(plan.outlooks, uses, registry)
    : plan.outlooks;
  const wanted = wantedFacts(uses, [...outlooks.values()]);
  const facts = await askFacts(wanted, registry, input.withEvidence);
  const knowledge: ImageKnowledge = {
    ...shippedKnowledge(policy, today),
    facts: (reference) => facts.get(fullReference(reference)) ?? catalogueFacts(reference),
    outlook: (path, reference) => outlooks.get(useKey(path, reference)) ?? null,
  };
  const isComplete = [...outlooks.values()].every(({ unknown }) => unknown.length === 0);
  const left = leftImages(uses, input.leftTo ?? nobodyElse);
  return { knowledge, groups: plan.groups, allowed: plan.allowed, isComplete, left };
}

/** References by the one that a registry is asked about: a digest that is pinned is the same image. */
function wantedFacts(
  uses: readonly PlannedUse[],
  outlooks: readonly ImageOutlook[],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const { role, reference } of uses) if (role === 'base') wanted.set(reference, [reference]);
  for (const { reference, candidates, chosen } of outlooks) {
    if (!wanted.has(reference)) continue;
    const pins = candidates.filter(({ kind }) => kind === 'digest-pin').map((one) => one.reference);
    wanted.set(reference, [reference, ...pins]);
    if (chosen !== null && chosen.kind !== 'digest-pin') {
      wanted.set(chosen.reference, [chosen.reference]);
    }
  }
  return wanted;
}

/** Images that no registry tells about keep what the catalogue says. */
async function askFacts(
  wanted: ReadonlyMap<string, readonly string[]>,
  registry: Registry,
  mayReadLayers: boolean,
): Promise<ReadonlyMap<string, ImageFacts>> {
  const facts = new Map<string, ImageFacts>();
  const questions = [...wanted].map(async ([reference, alike]) => {
    const image = parseReference(reference);
    if (image === null) return;
    const shipped = catalogueFacts(image);
    // Layers are large: they are read only where nothing else tells what the image stands on.
    const withContents = mayReadLayers && shipped.distribution === 'unknown';
    const answer = await readImageFacts(registry, image, null, withContents);
    if (!answer.ok) return;
    const merged = mergeFacts(answer.value, shipped);
    for (const one of alike) facts.set(fullText(one), merged);
  });
  await Promise.all(questions);
  return facts;
}

/** The full name, so that `node` and `docker.io/library/node` are one. */
function fullText(text: string): string {
  const reference = parseReference(text);
  return reference === null ? text : fullReference(reference);
}

function fullReference(reference: ImageReference): string {
  return printReference({ ...reference, written: fullName(reference) });
}
