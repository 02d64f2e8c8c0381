import type { Patch } from './patch.ts';
import { describeObjection, isAcceptable } from './prove-file.ts';
import type { FileProof } from './prove-file.ts';

export interface PatchProver {
  /** The patch with fixes of these rules only. */
  readonly compose: (rules: readonly string[]) => Patch;
  readonly prove: (patch: Patch) => Promise<readonly FileProof[]>;
}

export interface ProvenPatch {
  readonly patch: Patch;
  readonly proofs: readonly FileProof[];
}

/** Takes the fixes of rules out of a patch whose image does not build or differs undeclared; culprits are found by halving. */
export async function provenPatch(whole: Patch, prover: PatchProver): Promise<ProvenPatch> {
  const first = { patch: whole, proofs: await prover.prove(whole) };
  if (first.proofs.every(isAcceptable)) return first;
  const rules = [...new Set(whole.applied.map(({ rule }) => rule))];
  const refused = new Map<string, string>();
  let kept: readonly string[] = [];
  let proven: ProvenPatch = { patch: prover.compose([]), proofs: [] };

  async function take(candidates: readonly string[], known: ProvenPatch | null): Promise<void> {
    const wanted = [...kept, ...candidates];
    const patch = known?.patch ?? prover.compose(wanted);
    const proofs = known?.proofs ?? (await prover.prove(patch));
    const objection = proofs.find((proof) => !isAcceptable(proof));
    if (objection === undefined) {
      kept = wanted;
      proven = { patch, proofs };
      return;
    }
    const [only] = candidates;
    if (candidates.length === 1 && only !== undefined) {
      refused.set(only, describeObjection(objection));
      return;
    }
    const middle = candidates.length >> 1;
    await take(candidates.slice(0, middle), null);
    await take(candidates.slice(middle), null);
  }

  await take(rules, first);
  return { patch: withRefusals(proven.patch, whole, refused), proofs: proven.proofs };
}

/** The findings of what was taken out, with why. */
function withRefusals(patch: Patch, whole: Patch, refused: ReadonlyMap<string, string>): Patch {
  const out = whole.applied.flatMap(({ rule, line, safety, fix, cures }) => {
    const reason = refused.get(rule);
    if (reason === undefined) return [];
    const traced = cures[0]?.traced ?? null;
    const { preconditions = [] } = fix;
    return [{ rule, reason, line, preconditions, withheld: safety, isRefused: true, traced }];
  });
  const known = new Set([...whole.left, ...out].map(({ rule, line }) => `${line} ${rule}`));
  const more = patch.left.filter(({ rule, line }) => !known.has(`${line} ${rule}`));
  return { ...patch, left: [...whole.left, ...more, ...out].sort((a, b) => a.line - b.line) };
}
