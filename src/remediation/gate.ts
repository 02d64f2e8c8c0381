import { checkBytes } from './gate/bytes.ts';
import { checkCommands } from './gate/commands.ts';
import { checkCompanions } from './gate/companions.ts';
import { checkConfiguration } from './gate/configuration.ts';
import { checkFindings } from './gate/findings.ts';
import { checkImages } from './gate/images.ts';
import { checkInstructions } from './gate/instructions.ts';
import { pairInstructions } from './gate/pairing.ts';
import { checkRepair } from './gate/repair.ts';
import { checkSplit } from './gate/split.ts';
import type { Refusal, Step } from './gate/step.ts';

/**
 * Parts 1 to 5 and 7 of the gate for one round of edits; null when all hold. Part 6, that a second run
 * changes nothing, is held by `compose`, which runs to a fixpoint and refuses what does not settle.
 */
export function passGate(step: Step): Refusal | null {
  const bytes = checkBytes(step);
  if (bytes !== null) return bytes;
  // What the builder refuses has no configuration and no commands that could be compared.
  if (step.before.dockerfile.problems.length > 0) {
    return checkCompanions(step) ?? checkRepair(step) ?? checkFindings(step);
  }
  const pairing = pairInstructions(step);
  return (
    checkCompanions(step) ??
    checkSplit(step, pairing) ??
    checkInstructions(step, pairing) ??
    checkImages(step, pairing) ??
    checkConfiguration(step, pairing) ??
    checkCommands(step, pairing) ??
    checkFindings(step)
  );
}
