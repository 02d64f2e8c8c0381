import * as z from 'zod';
import { dismissalOf } from '../vocabulary/github-alerts.ts';
import { objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { ownText } from '../vocabulary/own-field.ts';
import type { DependabotAlert } from './alert.ts';
import { newAlert } from './alert.ts';

const packageSchema = objectOf({ ecosystem: text, name: text });

/** https://docs.github.com/en/rest/dependabot/alerts, and the event `dependabot_alert`. */
const restSchema = z.object({
  state: text,
  html_url: text,
  dependency: z.object({ package: packageSchema, manifest_path: text }),
  security_advisory: z.object({ severity: text, cve_id: text, ghsa_id: text }).loose(),
  security_vulnerability: objectOf({
    severity: text,
    first_patched_version: objectOf({ identifier: text }),
  }),
  dismissed_reason: text,
  dismissed_comment: text,
});

/** The event `repository_vulnerability_alert`, which `dependabot_alert` replaced. */
const eventSchema = z.object({
  state: text,
  affected_package_name: z.string(),
  external_identifier: text,
  external_reference: text,
  ghsa_id: text,
  fixed_in: text,
  severity: text,
  dismiss_reason: text,
});

/** Null for what is no alert. */
export function readRestAlert(written: unknown): DependabotAlert | null {
  const event = eventSchema.safeParse(written).data;
  if (event !== undefined) return readEvent(event);
  const alert = restSchema.safeParse(written).data;
  if (alert === undefined) return null;
  const { dependency, security_advisory: advisory, security_vulnerability: range } = alert;
  return newAlert({
    state: alert.state,
    silencedBy: dismissalOf(alert.state, alert.dismissed_reason, alert.dismissed_comment),
    name: dependency.package?.name,
    ecosystem: dependency.package?.ecosystem,
    version: null,
    path: dependency.manifest_path,
    fixed: ownText(range?.first_patched_version, 'identifier'),
    severity: range?.severity ?? advisory.severity,
    advisory,
    ids: [advisory.cve_id, advisory.ghsa_id],
    link: alert.html_url,
  });
}

function readEvent(alert: z.infer<typeof eventSchema>): DependabotAlert | null {
  return newAlert({
    state: alert.state,
    silencedBy: dismissalOf(alert.state, alert.dismiss_reason, null),
    name: alert.affected_package_name,
    ecosystem: null,
    version: null,
    path: null,
    fixed: alert.fixed_in,
    severity: alert.severity,
    advisory: null,
    ids: [alert.external_identifier, alert.ghsa_id],
    link: alert.external_reference,
  });
}
