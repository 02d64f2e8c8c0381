import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import type { Vulnerability } from '../../src/findings/scan-report.ts';
import type { TracedVulnerability } from '../../src/findings/traced-vulnerability.ts';

/** `deb openssl 3.0.11-1`, `npm @babel/core 7.0.0`; everything else may be left out. */
export interface Weakness extends Partial<Omit<Vulnerability, 'package'>> {
  readonly package: string;
  readonly source?: string | null;
}

/** A vulnerability that a scanner reported; a high one in a distribution's package without more. */
export function vulnerability({ package: text, source, ...rest }: Weakness): Vulnerability {
  const [type = '', name = '', version = ''] = text.split(' ');
  return {
    id: 'CVE-2024-0001',
    aliases: [],
    fixed: [],
    decision: null,
    severity: 'high',
    severities: [],
    cvss: null,
    epss: null,
    isKnownExploited: null,
    title: null,
    link: null,
    layer: null,
    instruction: null,
    silencedBy: null,
    package: {
      name,
      type: type === '?' ? null : type,
      version,
      purl: null,
      source: source ?? null,
      path: null,
    },
    ...rest,
  };
}

/** The same, traced to the image that the last stage of a file is built on. */
export function tracedToBase(
  weakness: Weakness,
  dockerfile: Dockerfile = parseDockerfile('FROM app:1\n'),
  rest: Partial<TracedVulnerability> = {},
): TracedVulnerability {
  const use = imageUses(dockerfile).findLast(({ role }) => role === 'base');
  if (use === undefined) throw new Error('the file has no base image');
  return {
    vulnerability: vulnerability(weakness),
    paths: [],
    witnesses: ['Trivy'],
    image: 'example.com/app:1',
    cause: { kind: 'base', use, span: use.span, certainty: 'packages' },
    silencedBy: null,
    ...rest,
  };
}
