import type { Limit, LimitReader, LimitStatement } from './limit.ts';
import { LIMIT_READERS } from './limit-readers.ts';

/** A file that could not be understood, for its owner. */
export interface LimitNotice {
  readonly path: string;
  /** One clause without a final dot. */
  readonly reason: string;
}

/** What the files of a repository allow. */
export interface LimitBook {
  /** Those of the nearest folder, from that of the Dockerfile upwards, for each runtime. */
  readonly limitsFor: (dockerfile: string) => readonly Limit[];
  readonly notices: readonly LimitNotice[];
}

/** Characters. */
const LARGEST = 1024 * 1024;

/** True for a path whose text `readLimits` wants. */
export function mayLimit(path: string): boolean {
  return readerOf(path) !== null;
}

/** Reads the files by path, relative to the root of the repository; the others are passed over. */
export function readLimits(files: ReadonlyMap<string, string>): LimitBook {
  const byFolder = new Map<string, Limit[]>();
  const notices: LimitNotice[] = [];
  for (const [path, text] of files) {
    const reader = readerOf(path);
    if (reader === null) continue;
    const { limits, reasons } = readFile(path, text, reader);
    const folder = folderOf(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...limits]);
    notices.push(...reasons.map((reason) => ({ path, reason })));
  }
  return { limitsFor: (dockerfile) => nearestLimits(byFolder, dockerfile), notices };
}

/** Those that a version breaks. */
export function brokenLimits(
  limits: readonly Limit[],
  runtime: string,
  version: readonly number[],
): readonly Limit[] {
  return limits.filter((limit) => limit.runtime === runtime && !limit.range.allows(version));
}

function readerOf(path: string): LimitReader | null {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  return LIMIT_READERS.find(({ reads }) => reads(fileName)) ?? null;
}

function readFile(
  path: string,
  text: string,
  reader: LimitReader,
): { readonly limits: readonly Limit[]; readonly reasons: readonly string[] } {
  if (text.length > LARGEST) return { limits: [], reasons: ['the file is too large'] };
  const limits: Limit[] = [];
  const reasons: string[] = [];
  for (const statement of statementsOf(reader, text) ?? [null]) {
    if (statement === null) reasons.push('the file is broken, so what it allows is not known');
    else if (statement.range === null) reasons.push(strangeValue(statement));
    else limits.push(limitOf(path, text, { ...statement, range: statement.range }));
  }
  return { limits, reasons };
}

/** Null when the text is broken: its parser throws an error of its own kind. */
function statementsOf(reader: LimitReader, text: string): readonly LimitStatement[] | null {
  try {
    return reader.statements(text);
  } catch {
    return null;
  }
}

function strangeValue({ setting, written }: LimitStatement): string {
  return `\`${setting}\` says \`${written.slice(0, 60)}\`, which is no range of versions`;
}

function limitOf(
  path: string,
  text: string,
  { runtime, setting, written, range }: LimitStatement & { readonly range: Limit['range'] },
): Limit {
  const what = setting === '' ? path : `${setting} in ${path}`;
  return {
    runtime,
    range,
    path,
    line: lineOf(text, setting, written),
    text: `${what} says ${written}`,
  };
}

/** The first line that holds the value behind the last word of the setting, else the line of that word. */
function lineOf(text: string, setting: string, written: string): number | null {
  const key = setting.slice(setting.lastIndexOf('.') + 1);
  const from = text.indexOf(key);
  const value = text.indexOf(written, Math.max(from, 0));
  const at = value === -1 ? from : value;
  return at === -1 ? null : text.slice(0, at).split('\n').length;
}

function nearestLimits(
  byFolder: ReadonlyMap<string, readonly Limit[]>,
  dockerfile: string,
): readonly Limit[] {
  const found: Limit[] = [];
  const settled = new Set<string>();
  for (let folder = folderOf(dockerfile); ; folder = folderOf(folder)) {
    const here = (byFolder.get(folder) ?? []).filter(({ runtime }) => !settled.has(runtime));
    found.push(...here);
    for (const { runtime } of here) settled.add(runtime);
    if (folder === '') return found;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
