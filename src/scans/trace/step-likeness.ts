import type { HistoryStep } from './history-step.ts';
import type { InstructionStep } from './instruction-step.ts';
import { likeness, stepWords } from './step-words.ts';

/** Instructions of which an edit makes the other without changing what the image holds. */
const SAME_FAMILY: ReadonlyMap<string, string> = new Map([
  ['ADD', 'COPY'],
  ['MAINTAINER', 'LABEL'],
]);

/** Keywords of one kind can stand for each other. */
export function familyOf(keyword: string): string {
  return SAME_FAMILY.get(keyword) ?? keyword;
}

/** 0 to 1: how surely the entry of the history was made by the instruction, or by an earlier text of it. */
export function stepLikeness(own: InstructionStep, entry: HistoryStep): number {
  if (entry.keyword === null) return 0;
  const family = familyOf(own.keyword);
  if (family !== familyOf(entry.keyword)) return 0;
  if (family === 'RUN') return mostLike(own, entry);
  if (family === 'COPY') return copyLikeness(own, entry);
  if (own.keys.length > 0) return pairsLikeness(own, entry);
  return settingLikeness(own, entry);
}

/** A keyword's text in any of the ways in which builders write it. */
function mostLike(own: InstructionStep, entry: HistoryStep): number {
  return Math.max(0, ...own.texts.map((words) => likeness(words, entry.words)));
}

function copyLikeness(own: InstructionStep, entry: HistoryStep): number {
  if (entry.copied === null) return mostLike(own, entry);
  const place = placeOf(entry.words.text);
  const isSame = own.destinations.some((path) => path !== '' && placeOf(path) === place);
  return isSame ? kindLikeness(own.sources, entry.copied) : 0;
}

/** The classic builder tells only whether it copied a file, a directory or more. */
function kindLikeness(sources: readonly string[], copied: 'file' | 'dir' | 'multi'): number {
  const [source = ''] = sources;
  const isMany = sources.length > 1;
  if (copied === 'multi') return isMany || source.includes('*') ? 1 : 0.4;
  if (isMany) return 0.4;
  const isDirectory = /(?:^|\/)\.{0,2}\/?$/.test(source);
  const isFile = /\.[A-Za-z]\w{0,7}$/.test(source);
  if (copied === 'dir') return isFile ? 0.6 : 1;
  return isDirectory ? 0.4 : 1;
}

function placeOf(path: string): string {
  const plain = path.trim().replace(/^\.\//, '');
  return plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
}

/** Builds give other values to ARG, and the base image's PATH is not known from the file. */
function pairsLikeness(own: InstructionStep, entry: HistoryStep): number {
  const [words] = own.texts;
  if (words === undefined) return 0;
  if (words.text === entry.words.text) return 1;
  const names = new Set<string>();
  for (const word of entry.words.counts.keys()) names.add(word.split('=', 1)[0] ?? word);
  const found = own.keys.filter((key) => names.has(key)).length;
  const ofKeys = found / own.keys.length;
  return Math.max(ofKeys * 0.8, likeness(words, entry.words) * 0.6);
}

/** `CMD ["a" "b"]` of Go, `["a","b"]` of JSON and `a b` are one. */
function settingLikeness(own: InstructionStep, entry: HistoryStep): number {
  const built = bare(entry.words.text, own.keyword);
  return Math.max(0, ...own.texts.map(({ text }) => textLikeness(own.keyword, text, built)));
}

function textLikeness(keyword: string, text: string, built: string): number {
  const written = bare(text, keyword);
  if (written === built) return 1;
  if (keyword === 'WORKDIR') return built.endsWith(`/${written}`) ? 0.9 : 0.2;
  // One of the same kind in the same place is likely the same, with another value.
  return Math.max(0.3, likeness(stepWords(written), stepWords(built)));
}

function bare(text: string, keyword: string): string {
  if (keyword === 'EXPOSE') {
    return [...text.matchAll(/\d[\d-]*/g)]
      .map(([port]) => port)
      .sort()
      .join(' ');
  }
  const words = text.replace(/[[\]"',]+/g, ' ').trim();
  return keyword === 'WORKDIR' || keyword === 'SHELL'
    ? placeOf(words)
    : words.replace(/\s+/g, ' ').replace(/^\/bin\/(?:ba)?sh -c /, '');
}
