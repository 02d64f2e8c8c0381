import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { NO_POLICY } from '../../src/findings/organisation-policy.ts';
import type { Example } from '../../src/findings/example.ts';
import type { Rule } from '../../src/findings/rule.ts';
import { findDockerfiles } from '../../src/local/find-dockerfiles.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { declaredBy } from '../../src/remediation/declared-changes.ts';
import { throughMirrors } from '../../src/remediation/mirrors.ts';
import type { Declared } from '../../src/proof/difference.ts';
import { knowledgeOf } from '../../test/rules/image-knowledge.ts';
import { downloadsOf, surroundingsOf } from '../../test/rules/known-surroundings.ts';
import { scansOf } from '../../test/rules/scanned-images.ts';
import { SHIPPED_IMAGES } from '../shipped-images.ts';
import { makeExampleContext } from './example-context.ts';

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
  return rule.examples.map((example) => {
    const { name, before, after, files = {}, filesAfter = {} } = example;
    return {
      name: `${rule.id}: ${name}`,
      before: withoutDigest(before),
      after: after === null ? null : withoutDigest(after),
      declared: exampleDeclared(rule, example),
      context: (temporary) => makeExampleContext(temporary, before, files),
      others: filesAfter,
    };
  });
}

/** Digests of examples are made up, and no local image has them. */
function withoutDigest(text: string): string {
  return text.replaceAll(/@sha256:([01])\1{63}\b/g, '');
}

/** What the fixes say themselves, made with what the example knows. */
function exampleDeclared(rule: Rule, example: Example): Declared {
  const { before: text, after, scanned, installed, policy: asked } = example;
  const isScanned = scanned !== undefined || installed !== undefined;
  const policy = { safeties: ['safe', 'review'], only: null, moveImages: true } as const;
  const organisation = { ...NO_POLICY, ...asked };
  const images = throughMirrors(knowledgeOf(example), organisation.mirrors);
  const context = {
    ...plainContext([rule], images),
    ...(isScanned ? { scans: scansOf(example) } : {}),
    surroundings: surroundingsOf(example),
    downloads: downloadsOf(example),
    policy: organisation,
  };
  const patch = composePatch({ path: 'Dockerfile', text }, context, policy);
  if (patch.after === after) return declaredBy(patch.applied, [rule]);
  // Some need more, such as the contents of other images.
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
