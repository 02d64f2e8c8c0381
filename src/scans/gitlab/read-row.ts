import type { ReportedProblem, ReportedSecret, Vulnerability } from '../../findings/scan-report.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import { ownText } from '../vocabulary/own-field.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { severityOf } from '../vocabulary/rated-by.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import { httpsLink, splitVersions } from '../vocabulary/written-text.ts';
import type { Row } from './row-schema.ts';

/** Identifiers that name a kind of weakness, not one advisory. */
const KINDS: readonly string[] = ['cwe', 'owasp', 'wasc', 'capec'];

/** Trivy's template writes where a package of a language was found in the place of the image: `Node.js`, `var/www/composer.lock`. */
const LANGUAGE = /^[A-Z][\w.+#-]{0,40}$/;
const FILE = /\.(?:lock|json|jar|war|ear|toml|xml|txt|mod|sum|gemspec|ya?ml)$/;

/** True for what stands in the place of the image, and is none. */
export function isPlace(image: string): boolean {
  return LANGUAGE.test(image) || FILE.test(image);
}

/** The vulnerability of a package; null for a row that is about none. */
export function rowVulnerability(row: Row): Vulnerability | null {
  const { dependency, file, image } = row.location;
  const name = dependency?.package?.name ?? '';
  if (name === '') return null;
  const named = row.identifiers.filter((one) => {
    return !KINDS.includes((ownText(one, 'type') ?? '').toLowerCase());
  });
  const cve = /^CVE-/i.test(row.cve ?? '') ? row.cve : null;
  return newVulnerability({
    ids: [...named.map((one) => ownText(one, 'value')), cve],
    severity: severityOf(row.severity),
    title: row.name ?? row.message,
    link: linkOf(row),
    fixed: fixedIn(row.solution ?? ''),
    package: {
      name,
      version: dependency?.version ?? '',
      type: packageType(row, name),
      path: file ?? (FILE.test(image ?? '') ? image : null) ?? null,
    },
  });
}

/** A problem of code. */
export function rowProblem(row: Row): ReportedProblem {
  const id = ruleOf(row);
  const title = row.name ?? row.message ?? id;
  return {
    id,
    aliases: [],
    title,
    message: row.description ?? title,
    ...{ severity: severityOf(row.severity), link: linkOf(row) },
    ...placeOf(row),
    silencedBy: null,
  };
}

export function rowSecret(row: Row): ReportedSecret {
  const id = ruleOf(row);
  return {
    id,
    title: row.name ?? id,
    severity: severityOf(row.severity),
    ...placeOf(row),
    layer: null,
  };
}

function ruleOf(row: Row): string {
  const [first] = row.identifiers;
  return ownText(first, 'value') ?? ownText(first, 'name') ?? row.name ?? 'unnamed';
}

function placeOf({ location }: Row): Pick<ReportedProblem, 'path' | 'lines'> {
  const lines = lineRange(location.start_line, location.end_line);
  return { path: location.file, lines };
}

function linkOf(row: Row): string | null {
  const written = [...row.identifiers, ...row.links].map((one) => httpsLink(ownText(one, 'url')));
  return written.find((link) => link !== null) ?? null;
}

/**
 * `Upgrade apt from 1.4.8 to 1.4.9`, `Upgrade busybox to 1.34.1-r5`, `Upgrade to versions 4.2.1, 5.0.0 or above.`
 */
function fixedIn(solution: string): readonly string[] {
  const text = solution.slice(0, 1_000).trim();
  if (!/^upgrade /i.test(text)) return [];
  const advised = /^upgrade to versions? ([^\n]{1,500}) or (?:above|higher|later)/i.exec(text)?.[1];
  if (advised !== undefined) return splitVersions(advised);
  const version = text.slice(text.lastIndexOf(' to ') + 4).replace(/\.$/, '');
  return text.includes(' to ') && /^\S{1,200}(?:, ?\S{1,200}){0,20}$/.test(version)
    ? splitVersions(version)
    : [];
}

/**
 * GitLab scans the packages of the distribution unless it is told otherwise
 * (https://docs.gitlab.com/user/application_security/container_scanning/); a name such as `a:b`, `a/b` or `@a/b`
 * is none of those. Trivy's template writes the language in the place of the image.
 */
function packageType({ location }: Row, name: string): string | null {
  const language = packageTypeOf(location.image ?? '');
  if (language !== null) return language;
  if (isPlace(location.image ?? '') || /[:/@]/.test(name)) return null;
  return packageTypeOf(splitSystem(location.operating_system ?? '').id);
}

/** `debian 10.9`, `debian:9.4`, `alpine 3.10.2`. */
export function splitSystem(text: string): { readonly id: string; readonly version: string } {
  const [id = '', version = ''] = text.trim().slice(0, 200).split(/[ :]/, 2);
  return { id: id.toLowerCase(), version };
}
