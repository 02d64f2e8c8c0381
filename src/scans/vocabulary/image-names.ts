import type { ScanTarget } from '../../findings/scan-report.ts';
import { parseReference } from '../../image/reference.ts';

const DIGEST = /^sha(?:256|384|512):[0-9a-f]{32,128}$/;

/** Names of archives and folders, which are no references. */
const FILE = /^[./]|\.(?:tgz|tar(?:\.\w{1,8})?)$/;

type Written = string | null | undefined;

/** True for what docker takes for the name of an image, and is neither the path of an archive nor a digest alone. */
export function isImageName(text: string): boolean {
  return !FILE.test(text) && !DIGEST.test(text) && parseReference(text) !== null;
}

/** Those of the texts that are names of images, each once. */
export function imageReferences(...texts: readonly Written[]): readonly string[] {
  return [...new Set(texts.flatMap((one) => one?.trim() ?? []))].filter(isImageName);
}

/** The digests of content among the texts, also those behind the `@` of a reference, each once. */
export function contentDigests(...texts: readonly Written[]): readonly string[] {
  const found = texts.flatMap((one) => one?.slice(one.lastIndexOf('@') + 1).trim() ?? []);
  return [...new Set(found)].filter((one) => DIGEST.test(one));
}

/** What names of one image tell: its references, and its digests, which may stand in them. */
export function imageNames(
  ...names: readonly Written[]
): Pick<ScanTarget, 'kind' | 'references' | 'digests'> {
  return {
    kind: 'image',
    references: imageReferences(...names),
    digests: contentDigests(...names),
  };
}
