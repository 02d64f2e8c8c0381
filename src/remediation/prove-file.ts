import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Rule } from '../findings/rule.ts';
import type { Surroundings } from '../findings/surroundings.ts';
import type { ImageBuilder } from '../proof/image-builder.ts';
import { prove } from '../proof/prove.ts';
import type { Proof } from '../proof/prove.ts';
import { planBuilds } from './build-plans.ts';
import { declaredBy } from './declared-changes.ts';
import type { AppliedFix } from './patch.ts';

/** One Dockerfile before and after fixes. Paths are relative to the root of the repository. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Text of other files that change with it. */
  readonly others: ReadonlyMap<string, string>;
  readonly applied: readonly AppliedFix[];
}

export interface ProofContext {
  readonly builder: ImageBuilder;
  /** Absolute path of the folder that holds the repository's files, without an end slash. */
  readonly root: string;
  readonly rules: readonly Rule[];
  readonly surroundings: Surroundings | null;
}

export interface FileProof extends Proof {
  readonly path: string;
  readonly context: string;
  readonly target: string | null;
}

/** Builds and compares the file in each way in which the repository builds it. */
export async function proveFile(change: FileChange, context: ProofContext): Promise<FileProof[]> {
  const { builder, root, rules, surroundings } = context;
  const declared = declaredBy(change.applied, rules);
  const absolute = (path: string) => (path === '.' ? root : `${root}/${path}`);
  const others = new Map([...change.others].map(([path, text]) => [absolute(path), text]));
  const proofs: FileProof[] = [];
  for (const plan of planBuilds(parseDockerfile(change.before), change.path, surroundings)) {
    const { target, args } = plan;
    const common = { path: absolute(change.path), context: absolute(plan.context), target, args };
    const before = { ...common, dockerfile: change.before, changes: new Map<string, string>() };
    const after = { ...common, dockerfile: change.after, changes: others };
    const proof = await prove(builder, { before, after, declared });
    proofs.push({ ...proof, path: change.path, context: plan.context, target });
  }
  return proofs;
}

/** True when nothing was found that speaks against the change: also where nothing could be built. */
export function isAcceptable({ verdict }: Proof): boolean {
  return verdict === 'proven' || verdict === 'repaired' || verdict === 'not built';
}

/** Why a change is not made, one clause; what it quotes is untrusted. */
export function describeObjection({ verdict, after, differences, runs }: Proof): string {
  if (verdict === 'broken') {
    return `the image does not build with it: ${after.error ?? 'without a message'}`;
  }
  const stray = differences.filter(({ declared }) => !declared).map(({ name }) => name);
  const failed = runs.filter(({ state }) => state === 'did not hold').map(({ text }) => text);
  const names = stray.slice(0, 3).join(', ');
  const more = stray.length > 3 ? ` and ${stray.length - 3} more` : '';
  const changed = stray.length === 0 ? [] : [`it also changes ${names}${more} in the built image`];
  return [...changed, ...failed].join('; ');
}
