import type { Precondition } from '../../rule.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { SplitInput } from '../recipe.ts';

const DYNAMIC = /target-feature=[^"'\s]{0,100}-crt-static/;

/**
 * What says that a program of cargo needs no library at all: a target with musl, which is linked statically
 * unless flags say otherwise (Rust reference, "Static and dynamic C runtimes"). Null where nothing says so.
 *
 * @param triple Target of the build; null for that of the builder.
 */
export function rustLinkage(input: SplitInput, triple: string | null): Precondition | null {
  const { dockerfile, facts, stage } = input;
  // The official image on Alpine has the toolchain of musl.
  const isMusl =
    triple === null
      ? facts.base(stage).distribution === 'alpine'
      : /-musl(?:abi64|eabi(?:hf)?)?$/.test(triple);
  const isDynamic = stage.instructions.some(({ span }) => {
    return DYNAMIC.test(dockerfile.text.slice(span.start, span.end));
  });
  if (!isMusl || isDynamic) return null;
  const text = `the program is linked to no library, as \`${triple ?? 'rust on Alpine'}\` does it`;
  const context = contextFiles(input);
  if (context === null) return { text, state: 'unknown' };
  const settings = context.paths
    .filter((path) => /(?:^|\/)\.cargo\/config(?:\.toml)?$/.test(path))
    .map((path) => contextText(context, path));
  if (settings.some((one) => DYNAMIC.test(one ?? ''))) return null;
  return { text, state: settings.includes(null) ? 'unknown' : 'held' };
}
