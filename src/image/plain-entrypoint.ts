import { catalogueName } from './catalogue-name.ts';
import type { ImageReference } from './reference.ts';

/**
 * Images that bring no entry point along, or a script that ends in `exec "$@"`: `mvn-entrypoint.sh`
 * (https://github.com/carlossg/docker-maven) and `__cacert_entrypoint.sh`
 * (https://github.com/adoptium/containers), which those of Gradle and sbt inherit.
 */
const PLAIN = new Set(['eclipse-temurin', 'gradle', 'maven', 'sbtscala/scala-sbt']);

/** Whether a container of the image starts the words of CMD as they are. */
export function hasPlainEntrypoint(reference: ImageReference): boolean {
  return PLAIN.has(catalogueName(reference));
}
