/**
 * Makes local images that stand in for those of registries, for proofs and tests without network to a registry.
 * Usage: npm run bases -- REFERENCE… (`debian:12`, `node:22`, …: scripts/build-proof/base-recipes.ts)
 */
import { openBases } from './build-proof/bases.ts';

const store = openBases();
for (const reference of process.argv.slice(2)) {
  await store.ensure(reference);
  console.log(`${reference} is here`);
}
