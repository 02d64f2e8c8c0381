import { parseReference } from '../image/reference.ts';
import type { Facts } from './rule.ts';
import { vulnerabilityKey } from './traced-vulnerability.ts';
import type {
  Alternative,
  BaseAssessment,
  Instead,
  Remedy,
  TracedVulnerability,
} from './traced-vulnerability.ts';

/** Why no edit cures a vulnerability of a base image, and who can do something about it. */
export interface Left {
  /** One clause without a final dot. */
  readonly left: string;
  readonly remedy: Remedy;
  readonly instead?: Instead;
}

/**
 * Adds the alternative that a person could take: the variant that is known not to have it, else a maintained
 * image where the fix exists and only the present one lacks it.
 */
export function withAlternative(
  reason: Left,
  { vulnerability }: TracedVulnerability,
  { alternatives }: BaseAssessment,
  { isAllowed }: Pick<Facts, 'isAllowed'>,
): Left {
  const key = vulnerabilityKey(vulnerability);
  const open = alternatives.filter(({ reference }) => {
    const image = parseReference(reference);
    return image !== null && isAllowed(image);
  });
  const variant = open.find(({ fixed }) => fixed?.has(key) === true);
  if (variant !== undefined) return { ...added(reason, variant), remedy: 'by-hand' };
  const other = open.find(({ kind }) => kind === 'mainstream');
  return other === undefined || reason.remedy !== 'base-image' ? reason : added(reason, other);
}

function added({ left, remedy }: Left, { reference, kind }: Alternative): Left {
  const instead = { reference, kind };
  return { left: `${left}; ${insteadText(instead, 'it')}`, remedy, instead };
}

/** What the alternative is to a vulnerability or to several, `what`: one clause. */
export function insteadText({ reference, kind }: Instead, what: string): string {
  return kind === 'variant'
    ? `\`${reference}\` does not have ${what}: see whether the program needs what that variant leaves out`
    : `\`${reference}\` is maintained, but whether it has ${what} was not assessed`;
}
