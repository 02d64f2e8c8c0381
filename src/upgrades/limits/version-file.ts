import { lineRange, versionNumbers } from '../../image/version-range.ts';
import type { LimitReader } from '../limit.ts';
import { lineDepth } from '../runtime.ts';
import type { RuntimeName } from '../runtime-images.ts';

/** Files that hold nothing but the version people develop with. */
const FILES: Readonly<Record<string, RuntimeName>> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
  '.go-version': 'go',
  '.java-version': 'java',
  '.php-version': 'php',
};

/** `lts/iron` and its like: the release line of each name (nodejs.org/en/about/previous-releases). */
const NODE_NAMES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    argon: 4,
    boron: 6,
    carbon: 8,
    dubnium: 10,
    erbium: 12,
    fermium: 14,
    gallium: 16,
    hydrogen: 18,
    iron: 20,
    jod: 22,
    krypton: 24,
  }),
);

/**
 * A version file binds the release line and not the patch: it says with what people develop, and a newer
 * patch of the same line runs the same programs.
 */
export const VERSION_FILES: readonly LimitReader[] = Object.entries(FILES).map(
  ([name, runtime]) => ({
    reads: (fileName) => fileName === name,
    statements: (text) => {
      const written = firstLine(text);
      const version = written === null ? null : versionOf(runtime, written);
      if (written === null || version === null) return [];
      const range = lineRange(written, version, lineDepth(runtime));
      return [{ runtime, setting: '', written, range }];
    },
  }),
);

function firstLine(text: string): string | null {
  for (const line of text.split('\n', 100)) {
    const trimmed = line.replace(/#.*$/, '').trim();
    if (trimmed !== '') return trimmed;
  }
  return null;
}

/** `v20.11.1`, `ruby-3.2.2`, `cpython-3.12`, `lts/iron`; null for names that move, as `lts/*`. */
function versionOf(runtime: RuntimeName, written: string): readonly number[] | null {
  if (runtime === 'node') {
    const named = NODE_NAMES.get(written.toLowerCase().replace(/^lts[/-]/, ''));
    if (named !== undefined) return [named];
  }
  return versionNumbers(written.replace(/^(?:c?python|ruby|node|go|temurin|openjdk)-?/i, ''));
}
