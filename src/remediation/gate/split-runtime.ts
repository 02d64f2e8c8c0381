import type { Instruction } from '../../dockerfile/model.ts';
import type { StageSplit } from '../../findings/rule.ts';
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
    if (keyword === 'ENV' && isPartOfEnv(now, before)) continue;
    const isCopy = keyword === 'COPY' || keyword === 'ADD' || keyword === 'ONBUILD';
    if (isCopy || !takeFrom(repeatable, textOf(step.after.dockerfile, now))) {
      return `the last stage has a new ${keyword}`;
    }
  }
  return copies.length + runs.length === 0 ? null : 'a declared COPY or RUN is missing';
}

/** Fewer variables of one ENV, each as it was; that none is lost is looked at with the configuration. */
function isPartOfEnv({ pairs }: Instruction, before: readonly Instruction[]): boolean {
  const written = (one: Instruction) =>
    one.pairs.map(({ key, value }) => `${key.text}=${value?.text ?? ''}`);
  return before.some((one) => {
    const old = new Set(one.keyword === 'ENV' ? written(one) : []);
    return pairs.every(({ key, value }) => old.has(`${key.text}=${value?.text ?? ''}`));
  });
}

/** The two paths of `COPY --from=builder /path /path`; empty for any other. */
function copiedPaths({ flags, arguments: words }: Instruction, builder: string): string {
  const [flag] = flags;
  const isPlain = flags.length === 1 && flag?.name === 'from' && flag.value === builder;
  return isPlain && words.length === 2 ? words.map(({ text }) => text).join(' ') : '';
}
