import { folderOf, nameOf } from '../../builds/paths.ts';
import { labelsOf } from '../../findings/labels.ts';
import { parseReference } from '../../image/reference.ts';
import { baseOf } from './base-of.ts';
import { builtFrom, distinct } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';
import type { KnownDockerfile } from './match-context.ts';
import { judgeAddress } from './repository-address.ts';
import type { AddressVerdict } from './repository-address.ts';

/** Labels that name the source (OCI image specification, "Pre-Defined Annotation Keys", and their forerunner). */
const SOURCE_LABELS = ['org.opencontainers.image.source', 'org.label-schema.vcs-url'] as const;

const TITLE = 'org.opencontainers.image.title';
const BASE_NAME = 'org.opencontainers.image.base.name';
/** Docker Compose gives it to the images that it builds. */
const SERVICE = 'com.docker.compose.service';

/**
 * Files of the repository that a label names as the source, narrowed by the folder in its address, the title, the
 * base image and the service of Compose, as far as these leave one.
 */
export function byLabels(subject: MatchSubject): readonly Candidate[] {
  const source = sourceOf(subject);
  const service = labelOf(subject, SERVICE);
  if (source?.verdict.kind === 'other') return [];
  const composed = service === null ? [] : composedBy(service, subject);
  if (source === null) return composed;
  const because = `its label ${source.label} names this repository`;
  const { folder } = source.verdict;
  let files = subject.context.dockerfiles;
  const narrow = (isMeant: (file: KnownDockerfile) => boolean): void => {
    const kept = files.filter(isMeant);
    if (kept.length > 0) files = kept;
  };
  if (folder !== '.') narrow(({ path }) => isBelow(path.toLowerCase(), folder));
  narrow(({ path }) => composed.some(({ file }) => file.path === path));
  const title = labelOf(subject, TITLE);
  if (title !== null) narrow((file) => hasTitle(file, title));
  const base = labelOf(subject, BASE_NAME);
  if (base !== null) narrow((file) => isBuiltOn(file, base));
  return files.map((file) => builtFrom(file, null, because));
}

/** What the label says that names a source; null when there is none. */
export function sourceOf(
  subject: MatchSubject,
): { readonly label: string; readonly verdict: AddressVerdict } | null {
  for (const label of SOURCE_LABELS) {
    const text = labelOf(subject, label);
    const verdict = text === null ? null : judgeAddress(text, subject.context.repositories);
    if (verdict !== null) return { label, verdict };
  }
  return null;
}

export function labelOf({ target: { labels } }: MatchSubject, key: string): string | null {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

function composedBy(service: string, subject: MatchSubject): readonly Candidate[] {
  const found = subject.context.builds.flatMap((build): Candidate[] => {
    const file = build.kind === 'compose' ? subject.fileAt(build.dockerfile) : undefined;
    if (file === undefined || build.name !== service) return [];
    const { path, line } = build.place;
    return [builtFrom(file, build.target, `${path}:${line} builds its service ${service} from it`)];
  });
  return distinct(found);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The title that the file itself gives, or the name of its folder. */
function hasTitle({ path, dockerfile }: KnownDockerfile, title: string): boolean {
  const given = labelsOf(dockerfile).find(({ key }) => key === TITLE);
  if (given !== undefined) return given.value === title;
  return nameOf(folderOf(path)).toLowerCase() === title.toLowerCase();
}

function isBuiltOn(file: KnownDockerfile, label: string): boolean {
  const [named, own] = [parseReference(label), parseReference(baseOf(file, null) ?? '')];
  if (named === null || own === null || named.repository !== own.repository) return false;
  return named.registry === own.registry && (named.tag ?? 'latest') === (own.tag ?? 'latest');
}
