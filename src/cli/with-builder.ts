import { chooseBuilder } from '../local/builders/choose-builder.ts';
import type { BuilderFailure, ImageBuilder } from '../proof/image-builder.ts';
import { UsageError } from './exit.ts';
import { complain } from './terminal.ts';

/** As a shell expects it. */
const INTERRUPTED = 130;
const TERMINATED = 143;

/** Works with a builder from PATH; what it made is removed at the end, also after an interrupt. */
export async function withBuilder<Result>(
  work: (builder: ImageBuilder) => Promise<Result>,
): Promise<Result> {
  const chosen = await chooseBuilder({ environment: process.env });
  if (!chosen.ok) throw new UsageError(`cannot verify: ${chosen.message}`);
  return untilInterrupted([chosen.builder], ([builder = chosen.builder]) => work(builder));
}

/** Works with builders, and closes them; an interrupt closes them and ends the process. */
async function untilInterrupted<Result>(
  builders: readonly ImageBuilder[],
  work: (builders: readonly ImageBuilder[]) => Promise<Result>,
): Promise<Result> {
  const close = () => Promise.allSettled(builders.map((builder) => builder.close()));
  const leave = (code: number) => () => {
    complain('seaworthy: interrupted; removing what was built');
    void close().then(() => process.exit(code));
  };
  const [onInterrupt, onEnd] = [leave(INTERRUPTED), leave(TERMINATED)];
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onEnd);
  try {
    return await work(builders.map(stoppedByInterrupt));
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onEnd);
    await close();
  }
}

/** Builds that were ended prove nothing: whoever asked gets no answer, as the process is about to exit. */
function stoppedByInterrupt(builder: ImageBuilder): ImageBuilder {
  const orNever = <Outcome extends { readonly ok: true } | BuilderFailure>(outcome: Outcome) =>
    !outcome.ok && outcome.reason === 'interrupted'
      ? new Promise<never>(() => undefined)
      : Promise.resolve(outcome);
  return {
    ...builder,
    build: (...words) => builder.build(...words).then(orNever),
    read: (...words) => builder.read(...words).then(orNever),
    run: (...words) => builder.run(...words).then(orNever),
  };
}
