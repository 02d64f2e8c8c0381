import type { Instruction } from '../../dockerfile/model.ts';
import type { StageSplit } from '../../findings/stage-split.ts';
import { takeFrom, textOf } from './instruction-texts.ts';
import type { Pairing } from './pairing.ts';
import type { Stages } from './split-stages.ts';
import type { Step } from './step.ts';

/** What the new last stage has that is neither declared nor repeated from the old one: one clause. */
export function strangeInLast(
  step: Step,
  { touchedAfter }: Pairing,
  split: StageSplit,
  stages: Stages,
): string | null {
  const copies = [
    ...split.copies.map((path) => `${path} ${path}`),
    ...split.onPath.map((path) => `${path} /usr/local/bin/`),
  ];
  const runs = [...split.runs];
  const before = stages.old.instructions.filter(({ span }) => span.start < split.cut);
  const repeatable = before.map((one) => textOf(step.before.dockerfile, one));
  for (const now of touchedAfter) {
    const { keyword } = now;
    if (now.stage !== stages.last.index || keyword === 'FROM' || keyword === 'WORKDIR') continue;
    if (keyword === 'COPY' && takeFrom(copies, copiedPaths(now, split.builder))) continue;
    if (keyword === 'RUN' && takeFrom(runs, now.body.text.trim())) continue;
    if (keyword === 'ENV' && isShortened(now, before, split)) continue;
    const isCopy = keyword === 'COPY' || keyword === 'ADD' || keyword === 'ONBUILD';
    if (isCopy || !takeFrom(repeatable, textOf(step.after.dockerfile, now))) {
      return `the last stage has a new ${keyword}`;
    }
  }
  return copies.length + runs.length === 0 ? null : 'a declared COPY or RUN is missing';
}

/** An ENV in front of the cut without the variables that only the builder keeps, the others as they were. */
function isShortened(
  now: Instruction,
  before: readonly Instruction[],
  { buildOnly }: StageSplit,
): boolean {
  const shown = (pairs: Instruction['pairs']) =>
    JSON.stringify(pairs.map(({ key, value }) => [key.text, value?.text ?? null]));
  return before.some(({ keyword, pairs }) => {
    if (keyword !== 'ENV') return false;
    const kept = pairs.filter(({ key }) => !buildOnly.includes(key.text));
    const isFewer = kept.length > 0 && kept.length < pairs.length;
    return isFewer && shown(kept) === shown(now.pairs);
  });
}

/** The two paths of `COPY --from=builder /path /path`; empty for any other. */
function copiedPaths({ flags, arguments: words }: Instruction, builder: string): string {
  const [flag] = flags;
  const isPlain = flags.length === 1 && flag?.name === 'from' && flag.value === builder;
  return isPlain && words.length === 2 ? words.map(({ text }) => text).join(' ') : '';
}
