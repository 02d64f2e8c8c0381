import type { Rule } from '../findings/rule.ts';
import type { ImageBuilder } from '../proof/image-builder.ts';
import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import { composePatch } from '../remediation/compose.ts';
import type { FixPolicy, LeftFix, Patch } from '../remediation/patch.ts';
import { provenPatch } from '../remediation/proven-patch.ts';
import type { PatchProver } from '../remediation/proven-patch.ts';
import { summarize } from './format-proof.ts';
import { provePatch } from './prove-patch.ts';
import type { VerifiedFile } from './verified-file.ts';

export interface PatchInQuestion {
  readonly source: SourceFile;
  readonly context: CheckContext;
  readonly policy: FixPolicy;
  readonly whole: Patch;
}

/** Builds what patches change, and finds what a build speaks against. */
export interface Verifier {
  /** The patch without that. */
  readonly take: (question: PatchInQuestion) => Promise<VerifiedPatch>;
  /** What came of the whole patch, and what breaks it. */
  readonly examine: (question: PatchInQuestion) => Promise<VerifiedFile>;
}

export interface VerifiedPatch {
  readonly patch: Patch;
  /** For people: what was not built, and what was left because of a build. */
  readonly messages: readonly string[];
}

export function createVerifier(builder: ImageBuilder, rules: readonly Rule[]): Verifier {
  const proverFor = ({ source, context, policy }: PatchInQuestion): PatchProver => ({
    compose: (only) => composePatch(source, context, { ...policy, only }),
    prove: (one) => provePatch(one, { builder, rules, context }),
  });
  return {
    take: async (question) => {
      const { whole } = question;
      const { patch, proofs } = await provenPatch(whole, proverFor(question));
      const unbuilt = proofs.filter(({ verdict }) => verdict === 'not built').map(summarize);
      const lines = refusedIn(patch, whole).map(
        ({ rule, line, reason }) => `line ${line}: ${rule}: ${reason}`,
      );
      const texts = new Set([...unbuilt, ...lines]);
      return { patch, messages: [...texts].map((text) => `${whole.path}: ${text}`) };
    },
    examine: async (question) => {
      const { whole } = question;
      const prover = proverFor(question);
      const proofs = await prover.prove(whole);
      const proven = await provenPatch(whole, prover, proofs);
      const culprits = refusedIn(proven.patch, whole);
      const rest = culprits.length === 0 ? [] : proven.proofs;
      return { path: whole.path, proofs, culprits, rest };
    },
  };
}

/** What a build took out of a patch. */
function refusedIn(patch: Patch, whole: Patch): LeftFix[] {
  const known = new Set(whole.left);
  return patch.left.filter((item) => item.isRefused && !known.has(item));
}
