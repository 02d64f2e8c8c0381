import { isComposeFile, isEnvFile, isManifestFile } from '../../builds/build-names.ts';
import type { Workload } from '../../builds/workload.ts';
import { indexLines } from '../../dockerfile/line-index.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { exposeWords, portRange } from '../expose-words.ts';
import type { Companion, Surroundings } from '../surroundings.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** What has to change where a server moves to another port, besides the server itself. */
export interface PortChange {
  /** Of the Dockerfile. */
  readonly edits: readonly TextEdit[];
  readonly companions: readonly Companion[];
  /** Places that a person has to change, each with what to do; empty where all is done. */
  readonly open: readonly string[];
  /** Places outside the build that a person may know better: `README.md:12`. */
  readonly told: readonly string[];
}

/** Files beyond these are not searched for callers. */
const MOST_FILES = 500;

export function portChange(subject: Subject, from: number, to: number): PortChange {
  const open: string[] = [];
  const companions = new Map<string, TextEdit[]>();
  const edit = (path: string, start: number) => {
    const edits = companions.get(path) ?? [];
    const span = { start, end: start + String(from).length };
    if (edits.every((each) => each.span.start !== start)) edits.push({ span, text: String(to) });
    companions.set(path, edits);
  };
  for (const workload of subject.workloads) {
    open.push(...settingsOf(workload, from));
    for (const { path, line, span } of placesOf(subject, workload, from)) {
      if (span === null) open.push(`${placeText({ path, line })} (${from} there)`);
      else edit(path, span.start);
    }
  }
  const around = subject.facts.surroundings();
  return {
    edits: exposeEdits(subject, from, to, open),
    companions: [...companions].map(([path, edits]) => ({ path, edits: inOrder(edits) })),
    open: [...open, ...healthOf(subject, from), ...callers(subject, around, from)],
    told: tellers(around, from),
  };
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.span.start - b.span.start);
}

function placesOf({ facts }: Subject, workload: Workload, port: number) {
  const around = facts.surroundings();
  const { path } = workload.place;
  if (workload.kind === 'compose' || around === null) {
    const ports = workload.ports.filter(({ container }) => container === port);
    return ports.map(({ line, span }) => ({ path, line, span }));
  }
  const manifests = around.files().filter((file) => isManifestFile(file));
  const files = manifests.flatMap((file) => {
    const text = around.text(file);
    return text === null ? [] : [{ path: file, text }];
  });
  return around.editors.manifestPorts(files, workload, port);
}

/** What else of a service or a container says the port. */
function settingsOf(
  { kind, place, replacesCommand, environment, healthcheck }: Workload,
  port: number,
) {
  const where = placeText(place);
  const found: string[] = [];
  if (replacesCommand) found.push(`${where} (another command)`);
  for (const [name, value] of kind === 'compose' ? environment : []) {
    if (value === null || mentions(value, port)) found.push(`${where} (\`${name}\`)`);
  }
  const line = healthcheck === null ? '' : [healthcheck.command].flat().join(' ');
  if (asks(line, port))
    found.push(`${placeText({ ...place, line: healthcheck?.line ?? 0 })} (health check)`);
  return found;
}

function healthOf({ facts, stage, instructions, lineOf }: Subject, port: number): string[] {
  const { healthcheck } = facts.result(stage);
  if (typeof healthcheck !== 'string' || !asks(healthcheck, port)) return [];
  const own = instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  return [`HEALTHCHECK${own === undefined ? '' : ` on line ${lineOf(own)}`}`];
}

/** An address of the container itself with this port, or with that of its scheme. */
function asks(text: string, port: number): boolean {
  return (
    mentions(text, port) || /(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?!:?\d)/.test(text)
  );
}

function mentions(text: string, port: number): boolean {
  return new RegExp(`(?:^|\\D)${port}(?:\\D|$)`).test(text);
}

function exposeEdits(subject: Subject, from: number, to: number, open: string[]): TextEdit[] {
  const { dockerfile, has, lineOf } = subject;
  return exposeWords(dockerfile).flatMap((each) => {
    const range = portRange(each);
    if (!has(each.instruction) || range === null || from < range[0] || from > range[1]) return [];
    const start = each.word.span.start + each.word.text.lastIndexOf(each.ports);
    const end = start + each.ports.length;
    if (range[0] === range[1] && dockerfile.text.slice(start, end) === String(from)) {
      return [{ span: { start, end }, text: String(to) }];
    }
    open.push(`EXPOSE on line ${lineOf(each.instruction)}`);
    return [];
  });
}

/** Other programs of the repository that ask the service by its name, and proxies that are told of it. */
function callers({ workloads }: Subject, around: Surroundings | null, port: number): string[] {
  if (around === null) return [];
  const services = workloads.filter(({ kind }) => kind === 'compose');
  const names = services.map(({ name }) => name.replace(/[^\w-]/g, '.'));
  const files = around
    .files()
    .filter(
      (path) => isComposeFile(path) || isEnvFile(path) || /\.(?:conf|toml|template)$/.test(path),
    );
  const call = `(?:\\/\\/|[\\s"'=@])(?:${names.join('|')}):${port}\\b|\\/\\/(?:${names.join('|')})(?=[\\/\\s"';]|$)`;
  const proxy = 'traefik\\.|VIRTUAL_HOST|internal_port';
  const pattern = new RegExp(names.length === 0 ? 'internal_port' : `${call}|${proxy}`, 'm');
  return matching(around, files, pattern).map((place) => `${place} (whoever asks it)`);
}

/** Commands that publish the port: `docker run -p 8080:80`. */
function tellers(around: Surroundings | null, port: number): string[] {
  if (around === null) return [];
  const files = around
    .files()
    .filter((path) => /(?:^|\/)(?:README[^/]*|[Mm]akefile|justfile|[^/]*\.(?:sh|md))$/.test(path));
  return matching(around, files, new RegExp(`-p[ =]?["']?(?:[\\d.]{1,20}:)?\\d{1,5}:${port}\\b`));
}

function matching({ text }: Surroundings, files: readonly string[], pattern: RegExp): string[] {
  return files.slice(0, MOST_FILES).flatMap((path) => {
    const content = text(path) ?? '';
    const found = pattern.exec(content);
    if (found === null) return [];
    return [placeText({ path, line: indexLines(content).position(found.index).line })];
  });
}
