import type { Example } from '../../src/findings/rule.ts';
import { BUILD_READERS } from '../../src/remediation/build-readers.ts';
import { NO_DOWNLOADS } from '../../src/remediation/download-knowledge.ts';
import type { DownloadKnowledge } from '../../src/remediation/download-knowledge.ts';
import { NO_SURROUNDINGS, surroundingsIn } from '../../src/remediation/surroundings-book.ts';
import type { SurroundingsBook } from '../../src/remediation/surroundings-book.ts';

/** Where the repositories of the tests live. */
const ADDRESSES = ['github.com/acme/shop'];

/** A repository of these files around a Dockerfile at its root; nothing is known without any. */
export function surroundingsOf({
  files,
}: {
  readonly files?: Example['files'] | undefined;
}): SurroundingsBook {
  if (files === undefined) return NO_SURROUNDINGS;
  const texts = new Map(Object.entries(files));
  const paths = [...texts.keys(), 'Dockerfile'];
  const text = (path: string) => texts.get(path) ?? null;
  return surroundingsIn({ paths: () => paths, text, addresses: ADDRESSES }, BUILD_READERS);
}

/** Nobody is asked without any; an address that is not among them is not served. */
export function downloadsOf({
  downloads,
}: {
  readonly downloads?: Example['downloads'] | undefined;
}): DownloadKnowledge {
  if (downloads === undefined) return NO_DOWNLOADS;
  return ({ address }) => downloads[address] ?? { ok: false, reason: 'it is not found (404)' };
}
