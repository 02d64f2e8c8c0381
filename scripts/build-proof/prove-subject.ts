import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Rule } from '../../src/findings/rule.ts';
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
  readonly builder: ImageBuilder;
  readonly bases: BaseStore;
  readonly rules: readonly Rule[];
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
  const obstacle = obstacleOf(`${before}\n${after}`) ?? missingBase([before, after], context.bases);
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

function proveIn(folder: string, subject: Subject, { builder, isTwice }: SubjectContext) {
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

/** Why it can never be built here; null when that is to be tried. */
function obstacleOf(text: string): string | null {
  if (/^\s*RUN\b.*<</m.test(text)) return 'buildah 1.28 knows no here-documents';
  if (/\bapk (add|upgrade|update)\b/.test(text)) return 'needs packages of Alpine';
  const manager = /\b(yum|dnf|microdnf|zypper|rpm) /.exec(text);
  if (manager !== null) return `needs packages of ${manager[1] ?? ''}`;
  if (/^\s*ADD\b.*\b(https?|git@|ssh):?/m.test(text)) return 'needs the network';
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
