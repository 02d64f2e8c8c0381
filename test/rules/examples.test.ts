import { describe, expect, it } from 'vitest';
import { discoverRules } from '../../src/discover.ts';
import { NO_POLICY } from '../../src/findings/organisation-policy.ts';
import { checkFile } from '../../src/remediation/check.ts';
import { plainContext } from '../../src/remediation/check-context.ts';
import { composePatch } from '../../src/remediation/compose.ts';
import { knowledgeOf } from './image-knowledge.ts';
import { throughMirrors } from '../../src/remediation/mirrors.ts';
import { downloadsOf, surroundingsOf } from './known-surroundings.ts';
import { scansOf } from './scanned-images.ts';

const rules = await discoverRules();
const rows = rules.flatMap((rule) =>
  rule.examples.map((example) => ({ rule, example, title: `${rule.id}: ${example.name}` })),
);

describe('the examples of every rule', () => {
  it('exist', () => {
    const missing = rules.filter((rule) => rule.examples.length === 0).map((rule) => rule.id);
    expect(missing).toEqual([]);
  });

  it.each(rows)('$title', ({ rule, example }) => {
    const file = { path: 'Dockerfile', text: example.before };
    const policy = { ...NO_POLICY, ...example.policy };
    const context = {
      ...plainContext([rule], throughMirrors(knowledgeOf(example), policy.mirrors)),
      policy,
      scans: scansOf(example),
      surroundings: surroundingsOf(example),
      downloads: downloadsOf(example),
    };
    expect(checkFile(file, context).findings.length).toBeGreaterThan(0);
    const all = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
    const patch = composePatch(file, context, all);
    expect(patch.after).toBe(example.after ?? example.before);
    const changed = Object.fromEntries(patch.companions.map(({ path, after }) => [path, after]));
    expect(changed).toEqual(example.filesAfter ?? {});
    if (example.after === null) expect(patch.left).not.toEqual([]);
    else expect(patch.left).toEqual([]);
  });
});
