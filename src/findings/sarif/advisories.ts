import type { CheckedFile } from '../checked-file.ts';
import type { Vulnerability } from '../scan-report.ts';
import { strictUri } from '../strict-uri.ts';
import type { Severity } from '../severity.ts';
import { SARIF_LEVELS, SECURITY_SEVERITY } from './rules.ts';
import { plainText } from './text.ts';

/** A description (`reportingDescriptor`) of every advisory that scanners reported, each once. */
export function sarifAdvisories(files: readonly CheckedFile[]) {
  const descriptors = new Map<string, ReturnType<typeof descriptor>>();
  for (const { severity, traced } of files.flatMap((file) => [...file.findings, ...file.ignored])) {
    if (traced === null) continue;
    const { vulnerability } = traced;
    if (!descriptors.has(vulnerability.id)) {
      descriptors.set(vulnerability.id, descriptor(vulnerability, severity));
    }
  }
  return [...descriptors.values()];
}

function descriptor(
  { id, aliases, title, link, cvss, package: one }: Vulnerability,
  severity: Severity,
) {
  const text = plainText(title ?? `A known weakness of ${one.name}`);
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: aliases.length === 0 ? text : `${text} (also ${plainText(aliases.join(', '))})` },
    ...(link === null ? {} : { helpUri: strictUri(link) }),
    defaultConfiguration: { level: SARIF_LEVELS[severity] },
    properties: {
      tags: ['dockerfile', 'security', 'vulnerability'],
      'security-severity': cvss?.score.toFixed(1) ?? SECURITY_SEVERITY[severity],
    },
  };
}
