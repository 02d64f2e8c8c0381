import type { Rule } from '../findings/rule.ts';
import { exportHead } from '../local/export-head.ts';
import type { ChangeProver } from '../remediation/prove-proposal.ts';
import { proveFile } from '../remediation/prove-file.ts';
import { withBuilder } from './with-builder.ts';

/** Proves changes of a checkout on a copy of its commit at HEAD: uncommitted changes are no part of a proposal. */
export async function withProver<Result>(
  checkout: string,
  rules: readonly Rule[],
  work: (prover: ChangeProver) => Promise<Result>,
): Promise<Result> {
  const files = await exportHead(checkout);
  try {
    return await withBuilder((builder) =>
      work((change, surroundings) =>
        proveFile(change, { builder, root: files.root, rules, surroundings }),
      ),
    );
  } finally {
    files.remove();
  }
}
