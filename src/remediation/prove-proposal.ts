import type { Surroundings } from '../findings/surroundings.ts';
import { withProofs } from './body/proof.ts';
import { leftBecause } from './left-because.ts';
import { isDivisible } from './narrow-proposal.ts';
import type { Narrowing } from './narrow-proposal.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { describeObjection, isAcceptable } from './prove-file.ts';
import type { FileChange, FileProof } from './prove-file.ts';
import { separate } from './separate.ts';
import type { Trial } from './separate.ts';
import type { SurroundingsBook } from './surroundings-book.ts';

/** Builds one Dockerfile of the repository before and after a change. */
export type ChangeProver = (
  change: FileChange,
  surroundings: Surroundings | null,
) => Promise<readonly FileProof[]>;

export interface ProvenProposal {
  /** With the result in its text; null when nothing of it is left. */
  readonly proposal: Proposal | null;
  /** What a build speaks against, and the proposal does without. */
  readonly objections: readonly LeftFinding[];
}

export interface ProposalProof {
  /** Null when nothing is to be built. */
  readonly prover: ChangeProver | null;
  readonly surroundings: SurroundingsBook;
  readonly narrow: Narrowing;
}

/** Builds what a proposal changes, and takes out what a build speaks against; the text says what was built. */
export async function proveProposal(
  proposal: Proposal,
  { prover, surroundings, narrow }: ProposalProof,
): Promise<ProvenProposal> {
  if (prover === null) return { proposal, objections: [] };
  const prove: Prover = (change) => prover(change, surroundings.of(change.path));
  const first = await proveAll(proposal, prove);
  if (first.objections.size === 0) return withResult(proposal, first.proofs);
  if (!isDivisible(proposal)) return { proposal: null, objections: refuseWhole(proposal, first) };
  const refusals = new Map<string, ReadonlyMap<string, string>>();
  for (const [path, objection] of first.objections) {
    refusals.set(path, await findCulprits({ proposal, path, objection }, { prove, narrow }));
  }
  const rest = narrow(proposal, refusals);
  const objections = proposal.fixes.flatMap((fix) =>
    leftBecause(fix, refusals.get(fix.path)?.get(fix.rule)).map((left) => ({
      ...left,
      path: fix.path,
    })),
  );
  if (rest === null) return { proposal: null, objections };
  const second = await proveAll(rest, prove);
  if (second.objections.size === 0) return { ...withResult(rest, second.proofs), objections };
  return { proposal: null, objections: [...objections, ...refuseWhole(rest, second)] };
}

type Prover = (change: FileChange) => Promise<readonly FileProof[]>;

interface Proofs {
  readonly proofs: readonly FileProof[];
  /** By path. */
  readonly objections: ReadonlyMap<string, string>;
}

async function proveAll(proposal: Proposal, prove: Prover): Promise<Proofs> {
  const proofs: FileProof[] = [];
  for (const change of changesOf(proposal)) proofs.push(...(await prove(change)));
  const objections = new Map(
    proofs.filter((proof) => !isAcceptable(proof)).map((one) => [one.path, describeObjection(one)]),
  );
  return { proofs, objections };
}

interface Search {
  readonly proposal: Proposal;
  readonly path: string;
  readonly objection: string;
}

/** By halving: why which rules' fixes go out of one file. */
async function findCulprits(
  { proposal, path, objection }: Search,
  { prove, narrow }: { readonly prove: Prover; readonly narrow: Narrowing },
): Promise<ReadonlyMap<string, string>> {
  const own = proposal.fixes.filter((fix) => fix.path === path).map(({ rule }) => rule);
  const rules = [...new Set(own)];
  const attempt = async (some: readonly string[]): Promise<Trial<null>> => {
    const others = rules.filter((rule) => !some.includes(rule));
    const out = new Map([[path, new Map(others.map((rule) => [rule, 'not tried']))]]);
    const narrowed = narrow(proposal, out);
    const change = narrowed === null ? null : changesOf(narrowed).find((one) => one.path === path);
    const proofs = change ? await prove(change) : [];
    const found = proofs.find((proof) => !isAcceptable(proof));
    if (found === undefined) return { ok: true, result: null };
    return { ok: false, objection: describeObjection(found) };
  };
  const { refused } = await separate(rules, attempt, { ok: false, objection });
  return new Map([...refused].map(([rule, why]) => [rule, reasonOf(path, why)]));
}

function withResult(proposal: Proposal, proofs: readonly FileProof[]): ProvenProposal {
  return { proposal: { ...proposal, body: withProofs(proposal.body, proofs) }, objections: [] };
}

function reasonOf(path: string, objection: string): string {
  return `a real build of ${path} speaks against it: ${objection}`;
}

function refuseWhole(proposal: Proposal, { objections }: Proofs): LeftFinding[] {
  const [first] = objections;
  const reason = first === undefined ? undefined : reasonOf(...first);
  return proposal.fixes.flatMap((fix) =>
    leftBecause(fix, reason).map((left) => ({ ...left, path: fix.path })),
  );
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
