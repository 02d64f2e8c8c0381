import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { VexStatement } from '../findings/scan-report.ts';
import { readProductTree } from '../scans/vex/csaf-product-tree.ts';
import type { CsafProduct } from '../scans/vex/csaf-product-tree.ts';
import { advisoryIds } from '../scans/vocabulary/advisory-ids.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, listOf, objectOf, text, texts } from '../scans/vocabulary/tolerant-fields.ts';

const documentSchema = z.object({
  document: z.object({
    csaf_version: z.string(),
    publisher: objectOf({ name: text }),
  }),
  product_tree: z.unknown().optional(),
  vulnerabilities: z.unknown().optional(),
});

/** CSAF 2.0, section 3.2.3, "Vulnerabilities Property" (docs.oasis-open.org/csaf/csaf/v2.0). */
const vulnerabilitySchema = z.object({
  cve: text,
  ids: listOf({ text: z.string() }),
  product_status: objectOf({ known_not_affected: texts, fixed: texts, first_fixed: texts }),
  flags: listOf({ label: z.string(), product_ids: texts }),
  threats: listOf({
    category: z.literal('impact'),
    details: z.string(),
    product_ids: texts,
  }),
});
type Row = z.infer<typeof vulnerabilitySchema>;

/** Only statements that silence: products that are affected or under investigation are none. */
export default {
  id: 'csaf',
  tool: 'CSAF',
  formats: 'CSAF 2 documents (VEX profile and security advisories)',
  recognizes: (document) =>
    isRecord(document) &&
    isRecord(document['document']) &&
    typeof document['document']['csaf_version'] === 'string',
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'its field document is not as it should be' };
    const { csaf_version: version, publisher } = read.data.document;
    if (!version.startsWith('2.')) {
      return {
        ok: false,
        problem: `only version 2 of CSAF can be read, not ${version.slice(0, 20)}`,
      };
    }
    const notices = newNotices();
    const products = readProductTree(read.data.product_tree);
    const author = publisher?.name ?? null;
    const reading = { place: 'vulnerabilities', notices };
    const statements = readEach(
      read.data.vulnerabilities,
      vulnerabilitySchema,
      reading,
      (row, index) => {
        const others = row.ids.map((one) => one.text);
        const ids = advisoryIds([row.cve, ...others]);
        const told = productsOf(row, products);
        if (told.unknown > 0) {
          const who = `${told.unknown} of its products are not in the product tree`;
          notices.add(`vulnerabilities[${index}]: ${who}`);
        }
        return ids === null ? null : statementsOf(row, told.known, { ...ids, author });
      },
    );
    return foundReport(notices, { statements });
  },
} satisfies ReportReader;

type Silent = readonly [status: VexStatement['status'], id: string, product: CsafProduct];

/** The products of which a row says that it does not matter. One that the tree does not describe names nothing. */
function productsOf(
  { product_status: written }: Row,
  products: ReadonlyMap<string, CsafProduct>,
): { readonly known: readonly Silent[]; readonly unknown: number } {
  const known: Silent[] = [];
  let unknown = 0;
  for (const [status, ids] of [
    ['not_affected', written?.known_not_affected ?? []],
    ['fixed', written?.fixed ?? []],
    ['fixed', written?.first_fixed ?? []],
  ] as const) {
    for (const id of ids) {
      const product = products.get(id);
      if (product === undefined) unknown += 1;
      else known.push([status, id, product]);
    }
  }
  return { known, unknown };
}

/** One for all products of the same status and reason; for parts, one for each product that they are in. */
function statementsOf(
  row: Row,
  known: readonly Silent[],
  shared: Pick<VexStatement, 'id' | 'aliases' | 'author'>,
): readonly VexStatement[] {
  const reasons = reasonsOf(row);
  const groups = new Map<string, VexStatement & { products: string[]; parts: string[] }>();
  for (const [status, id, { name, part }] of known) {
    const reason = reasons.get(id) ?? null;
    const key = `${status}\n${reason ?? ''}\n${part === null ? '' : name}`;
    const group = groups.get(key) ?? { ...shared, status, products: [], parts: [], reason };
    groups.set(key, group);
    if (part === null || group.products.length === 0) group.products.push(name);
    if (part !== null) group.parts.push(part);
  }
  return [...groups.values()];
}

/** By product; an impact in words counts more than the code of a flag. One without products is about severity. */
function reasonsOf(row: Row): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const { label, product_ids: products } of row.flags) {
    for (const product of products) reasons.set(product, label);
  }
  for (const { details, product_ids: products } of row.threats) {
    for (const product of products) reasons.set(product, details);
  }
  return reasons;
}
