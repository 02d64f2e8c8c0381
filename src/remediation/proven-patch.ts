import { leftBecause } from './left-because.ts';
import type { Patch } from './patch.ts';
import { describeObjection, isAcceptable } from './prove-file.ts';
import type { FileProof } from './prove-file.ts';
import { separate } from './separate.ts';
import type { Trial } from './separate.ts';

export interface PatchProver {
  /** The patch with fixes of these rules only. */
  readonly compose: (rules: readonly string[]) => Patch;
  readonly prove: (patch: Patch) => Promise<readonly FileProof[]>;
}

export interface ProvenPatch {
  readonly patch: Patch;
  readonly proofs: readonly FileProof[];
  /** Why fixes were taken out, by their rules. */
  readonly refused: ReadonlyMap<string, string>;
}

/** A patch with its proofs. */
type Proven = Pick<ProvenPatch, 'patch' | 'proofs'>;

/** Takes the fixes of rules out of a patch whose image does not build or differs undeclared; culprits are found by halving. */
export async function provenPatch(
  whole: Patch,
  prover: PatchProver,
  known: readonly FileProof[] | null = null,
): Promise<ProvenPatch> {
  const proofs = known ?? (await prover.prove(whole));
  const first = trialOf({ patch: whole, proofs });
  if (first.ok) return { ...first.result, refused: new Map() };
  const rules = [...new Set(whole.applied.map(({ rule }) => rule))];
  const attempt = async (some: readonly string[]) => {
    const patch = prover.compose(some);
    return trialOf({ patch, proofs: await prover.prove(patch) });
  };
  const { result, refused } = await separate(rules, attempt, first);
  const proven = result ?? { patch: prover.compose([]), proofs: [] };
  return { ...proven, patch: withRefusals(proven.patch, whole, refused), refused };
}

function trialOf(proven: Proven): Trial<Proven> {
  const objection = proven.proofs.find((proof) => !isAcceptable(proof));
  return objection === undefined
    ? { ok: true, result: proven }
    : { ok: false, objection: describeObjection(objection) };
}

/** The findings of what was taken out, with why. */
function withRefusals(patch: Patch, whole: Patch, refused: ReadonlyMap<string, string>): Patch {
  const out = whole.applied.flatMap((fix) => leftBecause(fix, refused.get(fix.rule)));
  const known = new Set([...whole.left, ...out].map(({ rule, line }) => `${line} ${rule}`));
  const more = patch.left.filter(({ rule, line }) => !known.has(`${line} ${rule}`));
  return { ...patch, left: [...whole.left, ...more, ...out].sort((a, b) => a.line - b.line) };
}
