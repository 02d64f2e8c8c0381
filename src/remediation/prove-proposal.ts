import type { Surroundings } from '../findings/surroundings.ts';
import { withProofs } from './body/proof.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { describeObjection, isAcceptable } from './prove-file.ts';
import type { FileChange, FileProof } from './prove-file.ts';
import type { SurroundingsBook } from './surroundings-book.ts';

/** Builds one Dockerfile of the repository before and after a change. */
export type ChangeProver = (
  change: FileChange,
  surroundings: Surroundings | null,
) => Promise<readonly FileProof[]>;

export interface ProvenProposal {
  /** With the result in its text. */
  readonly proposal: Proposal;
  /** Its fixes, when a build speaks against it: it is not to be made. */
  readonly objections: readonly LeftFinding[];
}

/** Builds what a proposal changes; without a prover nothing is built, and the text says so. */
export async function proveProposal(
  proposal: Proposal,
  prover: ChangeProver | null,
  { surroundings }: { readonly surroundings: SurroundingsBook },
): Promise<ProvenProposal> {
  if (prover === null) return { proposal, objections: [] };
  const proofs: FileProof[] = [];
  for (const change of changesOf(proposal)) {
    proofs.push(...(await prover(change, surroundings.of(change.path))));
  }
  const objection = proofs.find((proof) => !isAcceptable(proof));
  if (objection === undefined) {
    return { proposal: { ...proposal, body: withProofs(proposal.body, proofs) }, objections: [] };
  }
  const reason = `a real build of ${objection.path} speaks against it: ${describeObjection(objection)}`;
  return { proposal, objections: leftBecause(proposal, reason) };
}

function changesOf({ files, fixes }: Proposal): FileChange[] {
  return files.flatMap(({ path, before, after }) => {
    const applied = fixes.filter((fix) => fix.path === path);
    if (before === null || applied.length === 0) return [];
    const rest = files.filter((file) => file.path !== path);
    const others = new Map(rest.map((file) => [file.path, file.after]));
    return [{ path, before, after, others, applied }];
  });
}

function leftBecause({ fixes }: Proposal, reason: string): LeftFinding[] {
  return fixes.map(({ path, rule, line, safety, fix, cures }) => {
    const { preconditions = [] } = fix;
    const traced = cures[0]?.traced ?? null;
    return { path, rule, line, reason, preconditions, withheld: safety, isRefused: true, traced };
  });
}
