import type { Finding } from '../findings/finding.ts';

/** Why a fix that nothing speaks against was not taken, and how to get it. */
export function withheldReason({ rule, fix, safety }: Finding, takesImage: boolean): string {
  const command = `\`seaworthy fix --safety safe,review --rule ${rule}\``;
  if (takesImage) return `its fix takes another image, which was not asked for; ${command} does`;
  return safety === 'review'
    ? `its fix (${fix?.title ?? ''}) needs the eye of a person, and only safe fixes were asked for; ${command} makes it`
    : `its fix is a safe one, and only those that need a person were asked for; ${command} makes it`;
}

/** Texts of the preconditions that are not known to hold. */
export function openConditions({ preconditions }: Finding): string[] {
  return preconditions.filter(({ state }) => state !== 'held').map(({ text }) => text);
}

/** Why a fix waits that is right only where these hold. */
export function openReason({ fix }: Finding, open: readonly string[]): string {
  const conditions = open.join('; ');
  return `it is not known whether this holds: ${conditions}; where it does: ${fix?.title ?? ''}`;
}
