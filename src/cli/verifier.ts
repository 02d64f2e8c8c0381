import type { Rule } from '../findings/rule.ts';
import type { ImageBuilder } from '../proof/image-builder.ts';
import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import { composePatch } from '../remediation/compose.ts';
import type { FixPolicy, Patch } from '../remediation/patch.ts';
import { provenPatch } from '../remediation/proven-patch.ts';
import { summarize } from './format-proof.ts';
import { provePatch } from './prove-patch.ts';

export interface PatchInQuestion {
  readonly source: SourceFile;
  readonly context: CheckContext;
  readonly policy: FixPolicy;
  readonly whole: Patch;
}

/** Builds what patches change, and takes out what a build speaks against. */
export interface Verifier {
  readonly take: (question: PatchInQuestion) => Promise<VerifiedPatch>;
}

export interface VerifiedPatch {
  readonly patch: Patch;
  /** For people: what was not built, and what was left because of a build. */
  readonly messages: readonly string[];
}

export function createVerifier(builder: ImageBuilder, rules: readonly Rule[]): Verifier {
  return {
    take: async ({ source, context, policy, whole }) => {
      const { patch, proofs } = await provenPatch(whole, {
        compose: (only) => composePatch(source, context, { ...policy, only }),
        prove: (one) => provePatch(one, { builder, rules, context }),
      });
      const unbuilt = proofs.filter(({ verdict }) => verdict === 'not built').map(summarize);
      const known = new Set(whole.left);
      const refused = patch.left.filter((item) => item.isRefused && !known.has(item));
      const lines = refused.map(({ rule, line, reason }) => `line ${line}: ${rule}: ${reason}`);
      const texts = new Set([...unbuilt, ...lines]);
      return { patch, messages: [...texts].map((text) => `${source.path}: ${text}`) };
    },
  };
}
