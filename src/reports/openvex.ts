import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { VexStatement } from '../findings/scan-report.ts';
import { advisoryIds, idsInText } from '../scans/vocabulary/advisory-ids.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, list, text, texts, objectOf } from '../scans/vocabulary/tolerant-fields.ts';
import { valid } from '../scans/vex/valid-statements.ts';
import type { DatedStatement } from '../scans/vex/valid-statements.ts';

/** Before version 0.2.0 of OpenVEX, the vulnerability and each product were plain texts. */
const nameSchema = z.union([z.string(), z.object({ '@id': text, name: text, aliases: texts })]);
const componentSchema = z.union([
  z.string(),
  z.object({
    '@id': text,
    identifiers: objectOf({ purl: text }),
    subcomponents: list,
  }),
]);
type Component = z.infer<typeof componentSchema>;

/** OpenVEX specification, "The VEX Statement" (github.com/openvex/spec, `OPENVEX-SPEC.md`). */
const statementSchema = z.object({
  vulnerability: nameSchema,
  products: list,
  subcomponents: list,
  status: z.string(),
  justification: text,
  impact_statement: text,
  timestamp: text,
});
type Statement = z.infer<typeof statementSchema>;

const SILENT: readonly VexStatement['status'][] = ['not_affected', 'fixed'];

/** Statements `affected` and `under_investigation` silence nothing; they only take back an earlier one. */
export default {
  id: 'openvex',
  tool: 'OpenVEX',
  formats: 'OpenVEX documents, also inside an in-toto attestation',
  recognizes: (document) => isOpenVex(contentOf(document)),
  read: (document) => {
    const notices = newNotices();
    const content = contentOf(document);
    if (!isRecord(content)) return { ok: false, problem: 'it has no statements' };
    const author = typeof content['author'] === 'string' ? content['author'] : null;
    const reading = { place: 'statements', notices };
    const dated = readEach(content['statements'], statementSchema, reading, (statement, index) => {
      const { timestamp = null } = content;
      const found = datedStatements(statement, { author, timestamp });
      // Without a product that can be named, it would be about every image there is.
      if (found !== null && found.length < Math.max(statement.products.length, 1)) {
        notices.add(`statements[${index}]: a product of it cannot be named`);
      }
      return found;
    });
    return foundReport(notices, { statements: valid(dated) });
  },
} satisfies ReportReader;

function contentOf(document: unknown): unknown {
  return isRecord(document) && isRecord(document['predicate']) ? document['predicate'] : document;
}

function isOpenVex(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const context = document['@context'];
  const isOurs = typeof context === 'string' && context.startsWith('https://openvex.dev/ns');
  return isOurs && Array.isArray(document['statements']);
}

/** One for each product that can be named, because each product may have other parts; null without an id. */
function datedStatements(
  written: Statement,
  document: { readonly author: string | null; readonly timestamp: unknown },
): readonly DatedStatement[] | null {
  const ids = advisoryIds(idsOf(written.vulnerability));
  if (ids === null) return null;
  const status = SILENT.find((one) => one === written.status) ?? null;
  const reason = written.impact_statement ?? written.justification;
  const timestamp = written.timestamp ?? document.timestamp;
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  const common = componentsOf(written.subcomponents).flatMap(identityOf);
  const dated: DatedStatement[] = [];
  for (const product of componentsOf(written.products)) {
    const products = identityOf(product);
    if (products.length === 0) continue;
    const parts = [...common, ...partsOf(product)];
    const { id, aliases } = ids;
    const { author } = document;
    const subject = [id, ...products, '', ...parts].join('\n');
    const statement =
      status === null ? null : { id, aliases, status, products, parts, reason, author };
    dated.push({ subject, statement, time });
  }
  return dated;
}

function idsOf(vulnerability: z.infer<typeof nameSchema>): readonly (string | null)[] {
  if (typeof vulnerability === 'string') return [vulnerability];
  const { '@id': address, name, aliases } = vulnerability;
  const inAddress = idsInText(address ?? '');
  return [
    name ?? null,
    ...aliases,
    ...(name || inAddress.length > 0 ? inAddress : [address ?? null]),
  ];
}

function componentsOf(components: readonly unknown[]): readonly Component[] {
  return components.flatMap((one) => componentSchema.safeParse(one).data ?? []);
}

function identityOf(component: Component): string[] {
  const name =
    typeof component === 'string'
      ? component
      : (component.identifiers?.purl ?? component['@id'] ?? '');
  return name === '' ? [] : [name];
}

function partsOf(component: Component): string[] {
  if (typeof component === 'string') return [];
  return componentsOf(component.subcomponents).flatMap(identityOf);
}
