import * as z from 'zod';
import { isRecord, list, text, texts, objectOf } from '../vocabulary/tolerant-fields.ts';

/** A product of a CSAF document: a package URL where it has one, else its name. */
export interface CsafProduct {
  readonly name: string;
  /** For a component of the product, that component. */
  readonly part: string | null;
}

const productSchema = z.object({
  product_id: z.string(),
  name: text,
  product_identification_helper: objectOf({ purl: text, purls: texts }),
});
const branchSchema = z.object({ branches: list, product: z.unknown().optional() });
const relationshipSchema = z.object({
  full_product_name: productSchema,
  product_reference: z.string(),
  relates_to_product_reference: z.string(),
});

/** CSAF 2.0, section 3.2.2, "Product Tree Property": every product by its id. */
export function readProductTree(tree: unknown): ReadonlyMap<string, CsafProduct> {
  const products = new Map<string, CsafProduct>();
  if (!isRecord(tree)) return products;
  for (const value of [
    ...listOf(tree['full_product_names']),
    ...branchProducts(tree['branches']),
  ]) {
    const product = productSchema.safeParse(value).data;
    if (product !== undefined)
      products.set(product.product_id, { name: nameOf(product), part: null });
  }
  for (const value of listOf(tree['relationships'])) {
    const relationship = relationshipSchema.safeParse(value).data;
    if (relationship === undefined) continue;
    const part = products.get(relationship.product_reference);
    const whole = products.get(relationship.relates_to_product_reference);
    const related = relationship.full_product_name;
    if (part === undefined || whole === undefined) continue;
    products.set(related.product_id, { name: whole.name, part: part.part ?? part.name });
  }
  return products;
}

/** Branches lie in each other to any depth, so that they are walked without recursion. */
function branchProducts(branches: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const waiting = [...listOf(branches)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const branch = branchSchema.safeParse(next).data;
    if (branch === undefined) continue;
    if (branch.product !== undefined) found.push(branch.product);
    for (const inner of branch.branches) waiting.push(inner);
  }
  return found;
}

function nameOf(product: z.infer<typeof productSchema>): string {
  const { purl, purls } = product.product_identification_helper ?? { purl: null, purls: [] };
  return purl ?? purls[0] ?? product.name ?? product.product_id;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
