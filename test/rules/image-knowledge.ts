import type { Example } from '../../src/findings/example.ts';
import type { ImageOutlook } from '../../src/image/upgrade.ts';
import { shippedKnowledge } from '../../src/remediation/shipped-knowledge.ts';
import type { ImageKnowledge } from '../../src/remediation/image-knowledge.ts';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { upgradePolicy } from '../../src/upgrades/policy.ts';

type Known = Pick<Example, 'outlooks' | 'allowed'>;

/** What is shipped, as of a fixed day, with what the registries and the configuration are to say. */
export function knowledgeOf({ outlooks = {}, allowed = [] }: Known): ImageKnowledge {
  const policy = upgradePolicy('balanced', { ...DEFAULTS.upgrades, images: allowed });
  const isAsked = Object.keys(outlooks).length > 0;
  return {
    ...shippedKnowledge(policy, '2026-11-25'),
    outlook: (_path, reference) => (isAsked ? outlookOf(reference, outlooks[reference]) : null),
  };
}

function outlookOf(
  reference: string,
  taken: NonNullable<Known['outlooks']>[string] | undefined,
): ImageOutlook {
  const chosen =
    taken === undefined
      ? null
      : { ...taken, digest: null, reason: 'it is the newest that may be taken', evidence: null };
  const candidates = chosen === null ? [] : [chosen];
  return { reference, digest: null, lifecycle: null, candidates, chosen, unknown: [], doubt: null };
}
