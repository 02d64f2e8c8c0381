import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { copiesOf } from '../../src/findings/copies.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { findDockerfiles } from '../../src/local/find-dockerfiles.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { declaredBy } from '../../src/remediation/declared-changes.ts';
import type { Declared } from '../../src/proof/difference.ts';
import { SHIPPED_IMAGES } from '../shipped-images.ts';

/** A Dockerfile before and after. */
export interface Subject {
  readonly name: string;
  readonly before: string;
  /** Null when there is no fix. */
  readonly after: string | null;
  readonly declared: Declared;
  /** Makes the folder that the build sees, or names the one that is there. */
  readonly context: (temporary: string) => string;
  readonly others: Readonly<Record<string, string>>;
}

/** What the rule says is the right fix, and what it says that this changes. */
export function exampleSubjects(rule: Rule): Subject[] {
  return rule.examples.map(({ name, before, after, files = {}, filesAfter = {} }) => ({
    name: `${rule.id}: ${name}`,
    before,
    after,
    declared: exampleDeclared(rule, before),
    context: (temporary) => makeContext(temporary, before, files),
    others: filesAfter,
  }));
}

/** The effects of the fixes that are made; those of the rule where they need more than the text. */
function exampleDeclared(rule: Rule, text: string): Declared {
  const policy = { safeties: ['safe', 'review'], only: null, moveImages: false } as const;
  const { applied } = composePatch({ path: 'Dockerfile', text }, plainContext([rule]), policy);
  if (applied.length > 0) return declaredBy(applied, [rule]);
  return { effects: rule.effects, paths: rule.paths ?? [] };
}

/** Every Dockerfile below a folder, as all rules together fix it. */
export function folderSubjects(folder: string, rules: readonly Rule[]): Subject[] {
  return findDockerfiles(folder).dockerfiles.map((path) => {
    const text = readFileSync(path, 'utf8');
    const policy = { safeties: ['safe', 'review'], only: null, moveImages: false } as const;
    const context = plainContext(
      rules.filter(({ opinionated }) => opinionated !== true),
      SHIPPED_IMAGES,
    );
    const patch = composePatch({ path, text }, context, policy);
    return {
      name: path,
      before: text,
      after: patch.changed ? patch.after : null,
      declared: declaredBy(patch.applied, rules),
      context: () => resolve(dirname(path)),
      others: {},
    };
  });
}

/** The example's files, and something for each path that it copies without saying what is there. */
function makeContext(
  folder: string,
  text: string,
  files: Readonly<Record<string, string>>,
): string {
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  if (Object.keys(files).length > 0) return folder;
  const sources = copiesOf(parseDockerfile(text))
    .filter(({ from }) => from === null)
    .flatMap((copy) => copy.sources);
  for (const { path } of sources) {
    if (/[*?[$]|:\/\//.test(path) || path.includes('..')) continue;
    const isFile = /\.[a-z]+$/.test(path) || /^[A-Z]/.test(path);
    if (isFile) write(join(folder, path), `the file ${path}\n`);
    else write(join(folder, path, 'file'), `a file in ${path}\n`);
  }
  return folder;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
