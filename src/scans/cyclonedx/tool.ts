import { isRecord } from '../vocabulary/tolerant-fields.ts';

/** As their own reports name them, so that one tool is one witness in whichever format it speaks. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['trivy', 'Trivy'],
  ['grype', 'Grype'],
  ['snyk', 'Snyk'],
]);

/** The first tool of `metadata.tools`: a list up to CycloneDX 1.4, an object with components since. */
export function toolOf(tools: unknown): string {
  const listed = isRecord(tools) ? tools['components'] : tools;
  const first: unknown = Array.isArray(listed) ? listed[0] : null;
  const name = isRecord(first) && typeof first['name'] === 'string' ? first['name'] : '';
  return KNOWN.get(name.toLowerCase()) ?? (name === '' ? 'CycloneDX' : name.slice(0, 100));
}
