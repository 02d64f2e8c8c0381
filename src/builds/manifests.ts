import { indexLines } from '../dockerfile/line-index.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { YamlMap, YamlValue } from '../yaml/yaml-tree.ts';
import type { BuildFile } from './build.ts';

/** Characters of a file. */
const LARGEST = 512 * 1024;

/** Documents of one file. */
const MOST_DOCUMENTS = 1000;

/** An image that a manifest runs. */
export interface NamedImage {
  readonly image: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** A Kubernetes resource in a file. */
export interface Resource {
  readonly path: string;
  readonly root: YamlMap;
  /** 1-based line of an offset in the tree. */
  readonly lineOf: (offset: number) => number;
}

/**
 * The Kubernetes resources in a file that run images. Documents that are no resource, and templates that are
 * no YAML, tell nothing.
 */
export function readResources({ path, text }: BuildFile): readonly Resource[] {
  if (text.length > LARGEST || !/^\s*"?apiVersion"?:/m.test(text) || !text.includes('image'))
    return [];
  const index = indexLines(text);
  return documentsOf(text).flatMap(({ start, end }) => {
    const outcome = readYaml(text.slice(start, end), { largest: LARGEST, dialect: 'foreign' });
    if (!outcome.ok || outcome.root?.kind !== 'map' || !isResource(outcome.root)) return [];
    const lineOf = (offset: number) => index.position(start + offset).line;
    return [{ path, root: outcome.root, lineOf }];
  });
}

/** The `image` of every container of the Kubernetes resources in a file. */
export function readManifest(file: BuildFile): readonly NamedImage[] {
  return readResources(file).flatMap(({ path, root, lineOf }) =>
    imagesIn(root).map(({ image, offset }) => ({ image, path, line: lineOf(offset) })),
  );
}

/** Between the lines that begin with `---` (YAML 1.2, section 9.1.4). */
function documentsOf(text: string): { readonly start: number; readonly end: number }[] {
  const documents: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/^---(?=\s|$)/gm)) {
    documents.push({ start, end: index });
    start = index + '---'.length;
    if (documents.length >= MOST_DOCUMENTS) return documents;
  }
  return [...documents, { start, end: text.length }];
}

function isResource({ entries }: YamlMap): boolean {
  return entries.has('apiVersion') && entries.has('kind');
}

/** Texts under `image` in items of lists, as containers are. */
function imagesIn(root: YamlValue): { readonly image: string; readonly offset: number }[] {
  const found: { image: string; offset: number }[] = [];
  const walk = (value: YamlValue): void => {
    if (value.kind === 'map') for (const entry of value.entries.values()) walk(entry.value);
    for (const item of value.kind === 'list' ? value.items : []) {
      const entry = item.value.kind === 'map' ? item.value.entries.get('image') : undefined;
      const image = entry?.value.kind === 'scalar' ? entry.value.value : null;
      if (entry !== undefined && typeof image === 'string')
        found.push({ image, offset: entry.offset });
      walk(item.value);
    }
  };
  walk(root);
  return found;
}
