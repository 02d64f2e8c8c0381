import type { Rule } from '../findings/rule.ts';
import type { ImageBuilder } from '../proof/image-builder.ts';
import type { CheckContext } from '../remediation/check-context.ts';
import type { Patch } from '../remediation/patch.ts';
import { proveFile } from '../remediation/prove-file.ts';
import type { FileProof } from '../remediation/prove-file.ts';
import { fromRoot, rootOf } from './surroundings.ts';

export interface PatchProof {
  readonly builder: ImageBuilder;
  readonly rules: readonly Rule[];
  readonly context: CheckContext;
}

/** Builds what a patch of a file on disk changes; nothing where it changes nothing. */
export async function provePatch(patch: Patch, proof: PatchProof): Promise<FileProof[]> {
  if (!patch.changed) return [];
  const others = new Map(patch.companions.map(({ path, after }) => [path, after]));
  const change = { ...patch, path: fromRoot(patch.path), others };
  const { builder, rules, context } = proof;
  const surroundings = context.surroundings.of(patch.path);
  const root = rootOf(patch.path);
  const proofs = await proveFile(change, { builder, root, rules, surroundings });
  return proofs.map((one) => ({ ...one, path: patch.path }));
}
