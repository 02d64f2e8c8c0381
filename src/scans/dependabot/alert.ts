import * as z from 'zod';
import type { Vulnerability } from '../../findings/scan-report.ts';
import { firstCvss } from '../vocabulary/cvss.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import { ownField, ownNumber, ownText } from '../vocabulary/own-field.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { severityOf } from '../vocabulary/rated-by.ts';
import { httpsLink } from '../vocabulary/written-text.ts';

/** One alert, whichever of GitHub's interfaces gave it. */
export interface DependabotAlert {
  readonly vulnerability: Vulnerability;
  /** Fixed alerts no longer count. */
  readonly isFixed: boolean;
}

/** What the three shapes have in common. */
export interface AlertFields {
  readonly state: string | null | undefined;
  readonly silencedBy: string | null;
  readonly name: string | null | undefined;
  readonly ecosystem: string | null | undefined;
  readonly version: string | null;
  readonly path: string | null | undefined;
  readonly fixed: string | null;
  readonly severity: string | null | undefined;
  /** A GraphQL or REST security advisory; its fields are read by either spelling. */
  readonly advisory: unknown;
  readonly ids: readonly (string | null | undefined)[];
  readonly link: string | null | undefined;
}

/** Null when the alert names no advisory or no package. */
export function newAlert(fields: AlertFields): DependabotAlert | null {
  const { advisory, state, fixed, silencedBy } = fields;
  const identifiers = identifierSchema.safeParse(ownField(advisory, 'identifiers')).data ?? [];
  const vulnerability = newVulnerability({
    ids: [...identifiers.map(({ value }) => value), ...fields.ids],
    severity: severityOf(fields.severity),
    cvss: cvssOf(advisory),
    epss: epssOf(advisory),
    title: ownText(advisory, 'summary'),
    link: httpsLink(fields.link),
    fixed: fixed === null ? [] : [fixed],
    silencedBy,
    package: {
      name: fields.name ?? '',
      type: packageTypeOf(fields.ecosystem ?? ''),
      version: fields.version ?? '',
      path: fields.path ?? null,
    },
  });
  const isFixed = /^(?:auto_)?fixed$/i.test(state ?? '');
  return vulnerability === null ? null : { vulnerability, isFixed };
}

const identifierSchema = z.array(z.object({ value: z.string() }));

function cvssOf(advisory: unknown): Vulnerability['cvss'] {
  const rest = ownField(advisory, 'cvss_severities');
  const graph = ownField(advisory, 'cvssSeverities');
  const written = [
    ownField(rest, 'cvss_v4'),
    ownField(graph, 'cvssV4'),
    ownField(rest, 'cvss_v3'),
    ownField(graph, 'cvssV3'),
    ownField(advisory, 'cvss'),
  ];
  return firstCvss(
    written.map((one) => ({
      score: ownNumber(one, 'score'),
      vector: ownText(one, 'vector_string') ?? ownText(one, 'vectorString'),
    })),
  );
}

/** GitHub calls the probability a percentage: `0.00045`. */
function epssOf(advisory: unknown): number | null {
  const written = ownField(advisory, 'epss');
  const first: unknown = Array.isArray(written) ? written[0] : written;
  const probability = ownNumber(first, 'percentage');
  return probability !== null && probability >= 0 && probability <= 1 ? probability : null;
}
