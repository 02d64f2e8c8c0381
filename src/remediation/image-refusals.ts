import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import type { ImageMove, Rule } from '../findings/rule.ts';
import { isDigestChange } from '../image/upgrade.ts';

/** Who silences a rule at a place, in words; null when nobody does. */
export type Silencer = (rule: Rule, span: Span) => string | null;

/**
 * Why a rule may not move these images although no one silenced its own finding: an ARG, or another
 * rule, would move an image whose place carries a "no". Null when nothing speaks against it.
 */
export function refusedMove(
  offering: Rule,
  moves: readonly ImageMove[],
  dockerfile: Dockerfile,
  rules: readonly Rule[],
  silencedBy: Silencer,
): string | null {
  for (const { from, to } of moves) {
    if (isDigestChange(to.kind)) continue;
    const asked = rules.filter(
      (rule) => rule.id === offering.id || rule.refusesMoves?.includes(to.kind) === true,
    );
    for (const { span } of imageUses(dockerfile).filter(({ resolved }) => resolved === from)) {
      for (const rule of asked) {
        const silencer = silencedBy(rule, span);
        if (silencer !== null)
          return `\`${from}\` would move, and \`${rule.id}\` is refused: ${silencer}`;
      }
    }
  }
  return null;
}
