import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { discoverRules } from '../../src/discover.ts';
import type { ImageMove } from '../../src/findings/rule.ts';
import type { UpgradeKind } from '../../src/image/upgrade.ts';
import { refusedMove } from '../../src/remediation/image-refusals.ts';

const DOCKERFILE = parseDockerfile('ARG V=3.17\nFROM alpine:$V AS a\nFROM alpine:$V\n');
const [, SECOND] = imageUses(DOCKERFILE);

const rules = await discoverRules();

function moving(kind: UpgradeKind): ImageMove[] {
  const to = { reference: 'alpine:3.22', digest: null, kind, reason: '', evidence: null };
  return [{ from: 'alpine:3.17', to }];
}

/** Who refuses a move that `outdated-image` offers, when one rule is silenced at the second stage. */
function refusal(kind: UpgradeKind, silenced: string): string | null {
  const offering = rules.find(({ id }) => id === 'outdated-image');
  if (offering === undefined) throw new Error('the rule is gone');
  return refusedMove(offering, moving(kind), DOCKERFILE, rules, ({ id }, span) =>
    id === silenced && span === SECOND?.span ? 'a comment' : null,
  );
}

describe('a no at one place of an image', () => {
  test.each([
    ['minor', 'outdated-image', true],
    ['minor', 'end-of-life-image', true],
    ['replacement', 'deprecated-image', true],
    ['major', 'deprecated-image', false],
    ['minor', 'no-digest', false],
    ['digest-refresh', 'end-of-life-image', false],
  ] as const)(
    'keeps a move of kind %s from happening when it is to %s: %s',
    (kind, rule, isKept) => {
      expect(refusal(kind, rule) !== null).toBe(isKept);
    },
  );

  test('is quoted', () => {
    expect(refusal('minor', 'end-of-life-image')).toBe(
      '`alpine:3.17` would move, and `end-of-life-image` is refused: a comment',
    );
  });
});
