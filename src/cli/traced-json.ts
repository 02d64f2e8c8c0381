import type { Cause, TracedVulnerability } from '../findings/traced-vulnerability.ts';
import { countOutcomes } from '../remediation/scanned-row.ts';
import type { ScannedRow } from '../remediation/scanned-row.ts';

/** What the JSON of `check` says of a vulnerability beyond the finding. */
export function tracedJson(traced: TracedVulnerability) {
  const { vulnerability, paths, image, cause } = traced;
  const { package: one } = vulnerability;
  return {
    id: vulnerability.id,
    aliases: vulnerability.aliases,
    package: {
      name: one.name,
      type: one.type,
      installed: one.version,
      purl: one.purl,
      source: one.source,
      paths,
    },
    fixed: vulnerability.fixed,
    decision: vulnerability.decision,
    severities: vulnerability.severities,
    cvss: vulnerability.cvss,
    epss: vulnerability.epss,
    knownExploited: vulnerability.isKnownExploited,
    title: vulnerability.title,
    link: vulnerability.link,
    image,
    layer: vulnerability.layer,
    cause: causeJson(cause),
  };
}

function causeJson(cause: Cause) {
  const { kind, certainty } = cause;
  if (kind === 'base')
    return { kind, certainty, image: cause.use.resolved, file: null, from: null };
  const from = kind === 'copy' ? cause.from : null;
  return { kind, certainty, image: null, file: cause.file, from };
}

/** What becomes of what scanners found: how many of each severity, and each of them. */
export function outcomesJson(rows: readonly ScannedRow[]) {
  const { severities, lines } = countOutcomes(rows);
  return {
    counts: lines.map(({ outcome, counts, all }) => ({
      outcome,
      all,
      ...Object.fromEntries(severities.map((severity, index) => [severity, counts[index] ?? 0])),
    })),
    advisories: rows.map(({ path, finding, state, becomes }) => {
      const { id, link, package: one, isKnownExploited } = finding.traced.vulnerability;
      return {
        id,
        severity: finding.severity,
        knownExploited: isKnownExploited,
        link,
        package: one.name,
        from: one.version,
        to: becomes ?? null,
        state,
        path,
        line: finding.place.line,
        cause: finding.traced.cause.kind,
      };
    }),
  };
}
