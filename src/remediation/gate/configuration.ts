import { configDifferences } from '../../dockerfile/config-differences.ts';
import type { ConfigPart } from '../../dockerfile/config-differences.ts';
import type { ImageConfig } from '../../dockerfile/image-config.ts';
import type { Pairing } from './pairing.ts';
import { splitOf } from './split.ts';
import type { Refusal, Step } from './step.ts';

/** Instructions whose outcome depends on user, directory, shell and environment. */
const SENSITIVE = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Instructions that fill layers and set nothing: with edits to these alone the configuration is the same. */
const FILES_ONLY = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Part 3: each stage yields the same image configuration but for the declared effects, and every
 * instruction that was not edited runs under the same user, directory, shell and environment.
 */
export function checkConfiguration(step: Step, pairing: Pairing): Refusal | null {
  const touched = [...pairing.touchedBefore, ...pairing.touchedAfter];
  if (touched.every(({ keyword }) => FILES_ONLY.has(keyword))) return null;
  const declared = declaredEffects(step);
  const reason =
    resultDifference(step, declared, isTriggerEdited(pairing)) ??
    placeDifference(step, pairing, declared);
  return reason === null ? null : { part: 'configuration', reason };
}

function declaredEffects({ candidates }: Step): ReadonlySet<string> {
  return new Set(candidates.flatMap(({ effects }) => effects));
}

/** The text of an edited trigger may change: its keyword and its commands are held by the other parts. */
function isTriggerEdited(pairing: Pairing): boolean {
  return pairing.touchedBefore.some((instruction) => instruction.trigger !== null);
}

function resultDifference(
  step: Step,
  declared: ReadonlySet<string>,
  mayChangeTriggers: boolean,
): string | null {
  const { before, after } = step;
  const { stages } = before.dockerfile;
  // A stage that is split has its own part of the gate.
  for (const stage of splitOf(step) === null ? stages : stages.slice(0, -1)) {
    const counterpart = after.dockerfile.stages[stage.index];
    if (counterpart === undefined) return `stage ${stage.index + 1} is gone`;
    const changed = configDifferences(before.facts.result(stage), after.facts.result(counterpart));
    const undeclared = changed.find(
      (effect) => !declared.has(effect) && !(effect === 'onbuild' && mayChangeTriggers),
    );
    if (undeclared !== undefined) return `stage ${stage.index + 1} yields another ${undeclared}`;
  }
  return null;
}

function placeDifference(
  { before, after }: Step,
  pairing: Pairing,
  declared: ReadonlySet<string>,
): string | null {
  let last: readonly [ImageConfig, ImageConfig] | null = null;
  for (const [old, now] of pairing.untouched) {
    if (!SENSITIVE.has(old.keyword) || old.stage === null) continue;
    const [a, b] = [before.facts.before(old), after.facts.before(now)];
    // Instructions in a row mostly share their configuration.
    if (last !== null && last[0] === a && last[1] === b) continue;
    last = [a, b];
    const changed = configDifferences(a, b, IN_FORCE);
    const undeclared = changed.find((effect) => !declared.has(effect));
    if (undeclared !== undefined) return `a later ${old.keyword} runs with another ${undeclared}`;
  }
  return null;
}

const IN_FORCE = new Set<ConfigPart>(['user', 'workdir', 'shell', 'env']);
