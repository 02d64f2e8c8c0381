import { BUILD_TOOLS_LIFECYCLE } from './lifecycle/build-tools.ts';
import { CACHES_AND_SEARCH_LIFECYCLE } from './lifecycle/caches-and-search.ts';
import { COMPILED_LANGUAGES_LIFECYCLE } from './lifecycle/compiled-languages.ts';
import { DEB_AND_APK_DISTRIBUTIONS_LIFECYCLE } from './lifecycle/deb-and-apk-distributions.ts';
import { HASHICORP_LIFECYCLE } from './lifecycle/hashicorp.ts';
import { JAVA_LIFECYCLE } from './lifecycle/java.ts';
import { MICROSOFT_LIFECYCLE } from './lifecycle/microsoft.ts';
import { MONITORING_LIFECYCLE } from './lifecycle/monitoring.ts';
import { NOSQL_DATABASES_LIFECYCLE } from './lifecycle/nosql-databases.ts';
import { QUEUES_LIFECYCLE } from './lifecycle/queues.ts';
import { RPM_DISTRIBUTIONS_LIFECYCLE } from './lifecycle/rpm-distributions.ts';
import { SCRIPTING_LANGUAGES_LIFECYCLE } from './lifecycle/scripting-languages.ts';
import { SERVERS_LIFECYCLE } from './lifecycle/servers.ts';
import { SQL_DATABASES_LIFECYCLE } from './lifecycle/sql-databases.ts';
import { TEAM_APPLICATIONS_LIFECYCLE } from './lifecycle/team-applications.ts';
import { WEB_APPLICATIONS_LIFECYCLE } from './lifecycle/web-applications.ts';
import type { Product } from './lifecycle-product.ts';

/** Every product whose lifecycle is shipped. */
export const PRODUCTS: readonly Product[] = [
  ...SCRIPTING_LANGUAGES_LIFECYCLE,
  ...COMPILED_LANGUAGES_LIFECYCLE,
  ...BUILD_TOOLS_LIFECYCLE,
  ...JAVA_LIFECYCLE,
  ...MICROSOFT_LIFECYCLE,
  ...DEB_AND_APK_DISTRIBUTIONS_LIFECYCLE,
  ...RPM_DISTRIBUTIONS_LIFECYCLE,
  ...SQL_DATABASES_LIFECYCLE,
  ...NOSQL_DATABASES_LIFECYCLE,
  ...CACHES_AND_SEARCH_LIFECYCLE,
  ...QUEUES_LIFECYCLE,
  ...SERVERS_LIFECYCLE,
  ...MONITORING_LIFECYCLE,
  ...HASHICORP_LIFECYCLE,
  ...WEB_APPLICATIONS_LIFECYCLE,
  ...TEAM_APPLICATIONS_LIFECYCLE,
];

const BY_ID: ReadonlyMap<string, Product> = new Map(PRODUCTS.map((one) => [one.id, one]));

/** A product that an image holds, and the digits of the image's name that tell the line. */
export interface ImageProduct {
  readonly product: Product;
  /** `20` for `nodejs-20`, `312` for `python-312`; null when the tag tells. */
  readonly digits: string | null;
}

const BY_IMAGE = byImage();

function byImage(): ReadonlyMap<string, readonly (readonly [Product, pattern: string])[]> {
  const found = new Map<string, (readonly [Product, string])[]>();
  for (const product of PRODUCTS) {
    for (const pattern of product.images) {
      const key = pattern.replaceAll('@', '#');
      found.set(key, [...(found.get(key) ?? []), [product, pattern]]);
    }
  }
  return found;
}

/** The products that an image of this catalogue name may hold: mostly one. */
export function productsOf(name: string): readonly ImageProduct[] {
  const plain = BY_IMAGE.get(name);
  if (plain !== undefined) return plain.map(([product]) => ({ product, digits: null }));
  const numbers: readonly string[] = name.match(/\d+/g) ?? [];
  if (numbers.length === 0) return [];
  const entries = BY_IMAGE.get(name.replace(/\d+/g, '#')) ?? [];
  return entries.map(([product, pattern]) => ({ product, digits: digitsAt(pattern, numbers) }));
}

/** The number of the name that stands where the pattern has `@`. */
function digitsAt(pattern: string, numbers: readonly string[]): string | null {
  const places: readonly string[] = pattern.match(/[#@]/g) ?? [];
  return numbers[places.indexOf('@')] ?? null;
}

/** The product of this id; null for an id that is not shipped. */
export function productById(id: string): Product | null {
  return BY_ID.get(id) ?? null;
}
