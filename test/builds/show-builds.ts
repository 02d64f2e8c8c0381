import type { Build, WrittenValue } from '../../src/builds/build.ts';
import { readBuilds } from '../../src/builds/read-builds.ts';

export type Files = Readonly<Record<string, string>>;

/** The files of a repository, read. */
export function readFiles(files: Files) {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return readBuilds(list, (path) => Object.hasOwn(files, path));
}

/**
 * Each build as `place: Dockerfile < context, target, NAME=value (line), images`, then the notices. A
 * value that only the build knows is `?`, one of another file has its path.
 */
export function showBuilds(files: Files): string[] {
  const { builds, notices } = readFiles(files);
  const shown = notices.map(({ path, line, problem }) => `${path}:${line}: ${problem}`);
  return [...builds.map((build) => showBuild(build, files)), ...shown];
}

function showBuild({ place, dockerfile, context, target, args, images }: Build, files: Files) {
  const values = [...args].map(([name, value]) => `${name}=${showValue(value, place.path, files)}`);
  const words = [
    `${place.path}:${place.line}: ${dockerfile} < ${context ?? '?'}`,
    ...(target === null ? [] : [`target ${target}`]),
    ...values,
    ...images,
  ];
  return words.join(', ');
}

/** `3.20 (5)`, with a `*` when the exact place of the text is known. */
export function showValue({ value, path, line, span }: WrittenValue, home: string, files: Files) {
  const text = span === null ? null : files[path]?.slice(span.start, span.end);
  if (text !== null && text !== value) throw new Error(`${value} is not ${text}`);
  const mark = span === null ? '' : '*';
  return `${value ?? '?'} (${path === home ? '' : `${path}:`}${line}${mark})`;
}
