import { configDifferences } from '../../dockerfile/config-differences.ts';
import type { ConfigPart } from '../../dockerfile/config-differences.ts';
import { imageUses } from '../../dockerfile/image-uses.ts';
import { interpret } from '../../dockerfile/interpret.ts';
import type { ImageConfig } from '../../dockerfile/image-config.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { scopeAt } from '../../dockerfile/scope.ts';
import type { StageSplit } from '../../findings/stage-split.ts';
import { hasPlainEntrypoint } from '../../image/plain-entrypoint.ts';
import { isRootUser } from '../../findings/shipped-user.ts';
import { parseReference } from '../../image/reference.ts';
import type { Pairing } from './pairing.ts';
import { takeFrom, textOf } from './instruction-texts.ts';
import type { Stages } from './split-stages.ts';
import { strangeInLast } from './split-runtime.ts';
import type { Refusal, Step } from './step.ts';

/** The one split of a step; null for none. */
export function splitOf({ candidates }: Step): StageSplit | null {
  return candidates.find(({ fix }) => fix.splitStage !== undefined)?.fix.splitStage ?? null;
}

/**
 * Where a fix cuts the last stage in two: the builder is the old stage up to the cut, and the new last stage
 * is what the old one would be on the declared image, with nothing new in it but the declared copies and RUNs.
 */
export function checkSplit(step: Step, pairing: Pairing): Refusal | null {
  const split = splitOf(step);
  if (split === null) return null;
  if (step.candidates.length > 1) return refusal('a stage is split together with other changes');
  const stages = stagesOf(step);
  if (stages === null) return refusal('the file does not have one stage more');
  const reason =
    wrongImage(step, split, stages) ??
    wrongSide(pairing, split, stages) ??
    strangeInBuilder(step, pairing, split, stages) ??
    strangeInLast(step, pairing, split, stages) ??
    lostSetting(step, pairing, stages) ??
    otherVariable(step, pairing, split, stages) ??
    otherConfiguration(step, split, stages);
  return reason === null ? null : refusal(reason);
}

function refusal(reason: string): Refusal {
  return { part: 'split', reason };
}

function stagesOf({ before, after }: Step): Stages | null {
  const old = before.dockerfile.stages.at(-1);
  const [builder, last] = after.dockerfile.stages.slice(-2);
  const isOneMore = after.dockerfile.stages.length === before.dockerfile.stages.length + 1;
  if (old === undefined || builder === undefined || last === undefined || !isOneMore) return null;
  return { old, builder, last };
}

function wrongImage({ after }: Step, split: StageSplit, stages: Stages): string | null {
  const { old, builder, last } = stages;
  const runtime = parseReference(split.runtime);
  if (runtime === null || !after.facts.isAllowed(runtime)) {
    return `the image ${split.runtime} may not be used`;
  }
  if (last.base.text !== split.runtime) return `the last stage does not stand on ${split.runtime}`;
  if (builder.base.text !== old.base.text || builder.name !== split.builder.toLowerCase()) {
    return 'the builder is not the old stage';
  }
  const flags = (stage: Stage) =>
    stage.from.flags.map(({ name, value }) => `${name}=${value ?? ''}`).join(' ');
  return flags(last) === flags(old) && flags(builder) === flags(old)
    ? null
    : 'the platform of a stage changed';
}

/** What no edit touched stands in the builder before the cut, and in the last stage behind it. */
function wrongSide({ untouched }: Pairing, split: StageSplit, stages: Stages): string | null {
  for (const [old, now] of untouched) {
    if (old.stage !== stages.old.index || old.keyword === 'FROM') continue;
    const wanted = old.span.start < split.cut ? stages.builder : stages.last;
    if (now.stage !== wanted.index) return `${old.keyword} came into the wrong stage`;
  }
  return null;
}

function strangeInBuilder(
  step: Step,
  { touchedAfter }: Pairing,
  split: StageSplit,
  { builder }: Stages,
): string | null {
  const wanted = [...split.builderRuns];
  for (const now of touchedAfter) {
    if (now.stage !== builder.index || now.keyword === 'FROM') continue;
    if (now.keyword !== 'RUN' || !takeFrom(wanted, now.body.text.trim()))
      return `the builder has a new ${now.keyword}`;
  }
  return wanted.length === 0 ? null : 'a declared RUN of the builder is missing';
}

/** What was taken out of the builder stands in the last stage, and is nothing that builds. */
function lostSetting(step: Step, pairing: Pairing, { last }: Stages): string | null {
  const kept = last.instructions.map((one) => textOf(step.after.dockerfile, one));
  for (const old of pairing.touchedBefore) {
    if (old.keyword === 'FROM') continue;
    if (BUILDING.has(old.keyword) || !takeFrom(kept, textOf(step.before.dockerfile, old))) {
      return `${old.keyword} was lost`;
    }
  }
  return null;
}

const BUILDING = new Set([
  'RUN',
  'COPY',
  'ADD',
  'ENV',
  'ARG',
  'WORKDIR',
  'USER',
  'SHELL',
  'ONBUILD',
]);

/** Instructions behind the cut see the variables that they name as before; ENV is looked at below. */
function otherVariable(
  step: Step,
  { untouched }: Pairing,
  split: StageSplit,
  { last }: Stages,
): string | null {
  for (const [old, now] of untouched) {
    if (now.stage !== last.index || now.keyword === 'FROM') continue;
    const [was, is] = [scopeAt(step.before.dockerfile, old), scopeAt(step.after.dockerfile, now)];
    for (const name of namedIn(textOf(step.before.dockerfile, old))) {
      const isDeclared = split.buildOnly.includes(name);
      const isSame =
        was.definition(name)?.kind === is.definition(name)?.kind &&
        was.text(name) === is.text(name);
      if (isDeclared || !isSame) return `a later ${old.keyword} sees another \`${name}\``;
    }
  }
  return null;
}

function namedIn(text: string): string[] {
  return Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name]) => name ?? '');
}

/** All that a configuration says besides its variables. */
const BESIDES_ENV: ReadonlySet<ConfigPart> = new Set<ConfigPart>([
  'user',
  'workdir',
  'shell',
  'entrypoint',
  'cmd',
  'expose',
  'volume',
  'healthcheck',
  'stopsignal',
  'labels',
  'onbuild',
]);

function otherConfiguration(step: Step, split: StageSplit, { old, last }: Stages): string | null {
  const { before, after } = step;
  const base = after.facts.before(last.from);
  const replayed = interpret(before.dockerfile, (stage) =>
    stage === old ? base : before.facts.before(stage.from),
  );
  const found = after.facts.result(last);
  const isInherited = old.instructions.every(({ keyword }) => keyword !== 'ENTRYPOINT');
  const parts = new Set(BESIDES_ENV);
  if (isInherited && keepsStart(before.dockerfile, split, old)) parts.delete('entrypoint');
  if (takesUser(split, old, last, found)) parts.delete('user');
  const [other] = [
    ...configDifferences(before.facts.result(old), found, parts),
    ...configDifferences(replayed.result(old), found, BESIDES_ENV),
  ];
  if (other !== undefined) return `the last stage yields another ${other}`;
  const name = otherEnv(replayed.result(old), found, split);
  return name === null ? null : `the last stage has another variable \`${name}\``;
}

/** Where nobody said who runs the program, it may be the declared user of the image instead of root. */
function takesUser(
  { user }: StageSplit,
  old: Stage,
  last: Stage,
  { user: found }: ImageConfig,
): boolean {
  const isSaid = [old, last].some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'USER'),
  );
  return user !== undefined && found === user && !isRootUser(user) && !isSaid;
}

/** Whether the entry points that both images bring along start the words of CMD as they are. */
function keepsStart(dockerfile: Dockerfile, { runtime }: StageSplit, { index }: Stage): boolean {
  const use = imageUses(dockerfile).find(({ role, stage }) => role === 'base' && stage === index);
  return [use?.resolved ?? '', runtime].every((text) => {
    const reference = parseReference(text);
    return reference !== null && hasPlainEntrypoint(reference);
  });
}

function otherEnv(wanted: ImageConfig, found: ImageConfig, split: StageSplit): string | null {
  for (const name of new Set([...wanted.env.keys(), ...found.env.keys()])) {
    const isDropped = split.buildOnly.includes(name) && !found.env.has(name);
    if (!isDropped && wanted.env.get(name) !== found.env.get(name)) return name;
  }
  return null;
}
