import { isBuildFile, isManifestFile } from '../../builds/build-names.ts';
import { readIgnoreFile } from '../../builds/dockerignore.ts';
import { portOfLine } from '../../builds/manifest-ports.ts';
import { contextOf, filesNamed } from '../../findings/build-context.ts';
import type { Checked } from '../check.ts';
import type { ChangedCompanion } from '../companion-files.ts';
import type { Refusal, Step } from './step.ts';

/** Names of files beside Dockerfiles that a fix may change or make; what a build runs from is never one. */
const ALLOWED = /(?:^|\/)(?:[^/]*\.dockerignore|[^/]*\.conf|[^/]*\.template|[^/]*Caddyfile[^/]*)$/;

/**
 * Part 7: other files change only where fixes may, inside the repository, with their own line endings, and
 * nothing that the Dockerfile copies by name becomes ignored.
 */
export function checkCompanions({ after, companions }: Step): Refusal | null {
  for (const file of companions) {
    const reason = refusalOf(file) ?? ignoredSource(after, file);
    if (reason !== null) return { part: 'companions', reason: `${file.path}: ${reason}` };
  }
  return null;
}

function refusalOf({ path, before, after }: ChangedCompanion): string | null {
  if (path.startsWith('/') || path.split('/').includes('..')) return 'it is outside the repository';
  const isKnown = ALLOWED.test(path) || isBuildFile(path);
  if (!isKnown && !isPortChange(path, before, after)) return 'it is no file that a fix may change';
  if (before === after) return 'nothing would change';
  const old = new Set((before ?? '\n').match(/\r?\n/g) ?? ['\n']);
  const foreign = (after.match(/\r?\n/g) ?? []).some((ending) => !old.has(ending));
  return foreign ? 'its line endings would be mixed' : null;
}

/** A manifest of Kubernetes may change only in lines that say a port and nothing else, and only in its digits. */
function isPortChange(path: string, before: string | null, after: string): boolean {
  if (!isManifestFile(path) || before === null) return false;
  const [old, now] = [before.split('\n'), after.split('\n')];
  if (old.length !== now.length) return false;
  return old.every((line, index) => {
    const other = now[index] ?? '';
    if (line === other) return true;
    const port = portOfLine(other);
    const digits = (text: string) => text.replace(/:\s*\d+/, ': 0');
    const isOne = port !== null && port <= 65_535 && portOfLine(line) !== null;
    return isOne && digits(line) === digits(other);
  });
}

/** The first file that the Dockerfile names and that only the new text ignores. */
function ignoredSource(
  { dockerfile, facts }: Checked,
  { path, before, after }: ChangedCompanion,
): string | null {
  if (!path.endsWith('.dockerignore')) return null;
  const { context } = contextOf(dockerfile, facts);
  if (context?.ignorePath !== path) return 'it is not what the build of this Dockerfile reads';
  const old = readIgnoreFile(before ?? '');
  const now = readIgnoreFile(after);
  const lost = filesNamed(dockerfile, context).find(
    (file) => now.ignores(file) && !old.ignores(file),
  );
  return lost === undefined ? null : `it would keep out ${lost}, which the Dockerfile names`;
}
