import * as z from 'zod';
import { dismissalOf } from '../vocabulary/github-alerts.ts';
import { objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { ownField, ownText } from '../vocabulary/own-field.ts';
import type { DependabotAlert } from './alert.ts';
import { newAlert } from './alert.ts';

/** `RepositoryVulnerabilityAlert` (https://docs.github.com/en/graphql/reference/objects#repositoryvulnerabilityalert). */
const graphSchema = z.object({
  state: text,
  dismissedAt: text,
  fixedAt: text,
  dismissReason: text,
  dismissComment: text,
  vulnerableManifestPath: text,
  vulnerableRequirements: text,
  securityVulnerability: z.object({
    severity: text,
    package: objectOf({ name: text, ecosystem: text }),
    firstPatchedVersion: objectOf({ identifier: text }),
    advisory: z.unknown().optional(),
  }),
});

/** Null for what is no alert. */
export function readGraphAlert(written: unknown): DependabotAlert | null {
  const alert = graphSchema.safeParse(written).data;
  if (alert === undefined) return null;
  const { securityVulnerability: found } = alert;
  const dismissed = alert.dismissedAt ? 'dismissed' : null;
  const state = alert.state ?? (alert.fixedAt ? 'fixed' : dismissed);
  return newAlert({
    state,
    silencedBy: dismissalOf(state, alert.dismissReason, alert.dismissComment),
    name: found.package?.name,
    ecosystem: found.package?.ecosystem,
    version: exactVersion(alert.vulnerableRequirements ?? ''),
    path: alert.vulnerableManifestPath,
    fixed: found.firstPatchedVersion?.identifier ?? null,
    severity: found.severity,
    advisory: found.advisory,
    ids: [ownText(found.advisory, 'ghsaId')],
    link: referenceOf(found.advisory),
  });
}

/** A requirement `= 1.5.0` is what is installed; a range is not. */
function exactVersion(requirement: string): string | null {
  return /^= ?([^\s,]{1,200})$/.exec(requirement)?.[1] ?? null;
}

function referenceOf(advisory: unknown): string | null {
  const permalink = ownText(advisory, 'permalink');
  const references = ownField(advisory, 'references');
  const list: readonly unknown[] = Array.isArray(references) ? references : [];
  return permalink ?? ownText(list[0], 'url');
}
