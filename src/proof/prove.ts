import { compareImages } from './compare-images.ts';
import { compareRuns } from './compare-runs.ts';
import type { RunCheck } from './compare-runs.ts';
import type { Declared, Difference } from './difference.ts';
import type { BuilderFailure, BuildRequest, ImageBuilder } from './image-builder.ts';

export interface BuildResult {
  readonly built: boolean;
  /** Why not: one line of untrusted text. */
  readonly error: string | null;
}

export type Verdict =
  /** Both build, and differ only as declared. */
  | 'proven'
  /** They differ otherwise, or the program does not run as before. */
  | 'different'
  /** The original builds, the result does not. */
  | 'broken'
  /** The original does not build, the result does. */
  | 'repaired'
  /** Neither builds: nothing can be said. */
  | 'not built';

export interface Proof {
  readonly before: BuildResult;
  readonly after: BuildResult;
  readonly differences: readonly Difference[];
  readonly runs: readonly RunCheck[];
  readonly verdict: Verdict;
}

/** The same image before and after fixes, and what these say that they change. */
export interface ProofRequest {
  readonly before: BuildRequest;
  readonly after: BuildRequest;
  readonly declared: Declared;
}

const BUILT: BuildResult = { built: true, error: null };

/** Builds both, compares them, and starts what they are for. Both images are removed again. */
export async function prove(builder: ImageBuilder, request: ProofRequest): Promise<Proof> {
  const first = await builder.build(request.before);
  if (!first.ok) return withoutOriginal(builder, request, first);
  try {
    const second = await builder.build(request.after);
    if (!second.ok) return broken(second.message);
    try {
      return await compare(builder, [first.image, second.image], request.declared);
    } finally {
      await builder.remove(second.image);
    }
  } finally {
    await builder.remove(first.image);
  }
}

/** Some fixes are about what keeps an image from being built. */
async function withoutOriginal(
  builder: ImageBuilder,
  { after }: ProofRequest,
  { reason, message }: BuilderFailure,
): Promise<Proof> {
  if (reason !== 'failed') return unbuilt(message);
  const second = await builder.build(after);
  if (!second.ok) return unbuilt(message);
  await builder.remove(second.image);
  return { ...unbuilt(message), after: BUILT, verdict: 'repaired' };
}

async function compare(
  builder: ImageBuilder,
  [first, second]: readonly [string, string],
  declared: Declared,
): Promise<Proof> {
  const before = await builder.read(first);
  if (!before.ok) return unbuilt(before.message);
  const after = await builder.read(second);
  if (!after.ok) return unbuilt(after.message);
  const differences = compareImages(before.content, after.content, declared);
  const runs = await compareRuns(
    builder,
    { image: first, config: before.content.config },
    { image: second, config: after.content.config },
  );
  const isProven =
    differences.every((difference) => difference.declared) &&
    runs.every(({ state }) => state !== 'did not hold');
  const verdict = isProven ? 'proven' : 'different';
  return { before: BUILT, after: BUILT, differences, runs, verdict };
}

function unbuilt(error: string): Proof {
  const side = { built: false, error };
  return {
    before: side,
    after: { built: false, error: null },
    differences: [],
    runs: [],
    verdict: 'not built',
  };
}

function broken(error: string): Proof {
  return {
    before: BUILT,
    after: { built: false, error },
    differences: [],
    runs: [],
    verdict: 'broken',
  };
}
