import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { ImageBuilder } from '../../src/proof/image-builder.ts';
import { prove } from '../../src/proof/prove.ts';
import { describeObjection, isAcceptable } from '../../src/remediation/prove-file.ts';
import type { BaseStore } from './bases.ts';
import type { Subject } from './subjects.ts';

export interface SubjectResult {
  readonly state: 'same' | 'not built' | 'no fix' | 'FAILED';
  readonly text: string;
  readonly seconds: number;
}

export interface SubjectContext {
  /** For texts that install packages of Debian: they come from a local folder. */
  readonly aptBuilder: ImageBuilder;
  /** For all others. */
  readonly builder: ImageBuilder;
  readonly bases: BaseStore;
  /** The text before is built twice. */
  readonly isTwice: boolean;
}

/** Builds and compares one example, where local images stand in for all that it names. */
export async function proveSubject(
  subject: Subject,
  context: SubjectContext,
): Promise<SubjectResult> {
  const start = performance.now();
  const done = (state: SubjectResult['state'], text: string): SubjectResult => ({
    state,
    text,
    seconds: (performance.now() - start) / 1000,
  });
  const { before, after } = subject;
  if (after === null) return done('no fix', '');
  const obstacle = obstacleOf(subject, context.bases);
  if (obstacle !== null) return done('not built', obstacle);
  for (const text of [before, after]) await context.bases.ensure(...basesOf(text));
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-example-'));
  try {
    const proof = await proveIn(folder, subject, context);
    if (proof.verdict === 'not built') return done('not built', proof.before.error ?? '');
    if (!isAcceptable(proof)) return done('FAILED', describeObjection(proof));
    const count = proof.differences.length;
    return done('same', count === 0 ? '' : `${count} declared differences`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function proveIn(folder: string, subject: Subject, context: SubjectContext) {
  const { isTwice } = context;
  const isApt = /\bapt(-get)?\b/.test(`${subject.before}\n${subject.after ?? ''}`);
  const builder = isApt ? context.aptBuilder : context.builder;
  const made = join(folder, 'context');
  mkdirSync(made);
  const root = subject.context(made);
  const common = { path: join(root, 'Dockerfile'), context: root, target: null, args: new Map() };
  const others = Object.entries(subject.others).map(([path, text]) => [join(root, path), text]);
  const before = { ...common, dockerfile: subject.before, changes: new Map() };
  const changes = new Map(others as [string, string][]);
  const after = { ...common, dockerfile: subject.after ?? '', changes };
  return prove(builder, { before, after: isTwice ? before : after, declared: subject.declared });
}

/** Why it can never be built here; null when that is to be tried, or there is no fix. */
export function obstacleOf({ before, after }: Subject, bases: BaseStore): string | null {
  if (after === null) return null;
  return textObstacle(`${before}\n${after}`) ?? missingBase([before, after], bases);
}

function textObstacle(text: string): string | null {
  if (/^\s*RUN\b.*<</m.test(text)) return 'buildah 1.28 knows no here-documents';
  if (/--mount=type=secret\S*\benv=/.test(text))
    return 'buildah 1.28 knows no secret in a variable';
  if (/\bapk (add|upgrade|update)\b/.test(text)) return 'needs packages of Alpine';
  const manager = /\b(yum|dnf|microdnf|zypper|rpm) /.exec(text);
  if (manager !== null) return `needs packages of ${manager[1] ?? ''}`;
  const isRemote = /^\s*(ADD|RUN)\b.*(\b(https?|ssh):|git@|\b(cargo|gem|yarn|pip) .*install)/m;
  if (isRemote.test(text.replaceAll('\\\n', ' '))) return 'needs the network';
  return null;
}

function missingBase(texts: readonly string[], bases: BaseStore): string | null {
  const missing = texts.flatMap(basesOf).find((reference) => !bases.has(reference));
  return missing === undefined ? null : `needs another base: ${missing}`;
}

function basesOf(text: string): string[] {
  return imageUses(parseDockerfile(text)).flatMap(({ role, resolved }) =>
    role === 'base' || role === 'copy-from' ? [resolved ?? 'one that is not known'] : [],
  );
}
