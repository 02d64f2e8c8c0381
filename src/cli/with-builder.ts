import { chooseBuilder } from '../local/builders/choose-builder.ts';
import type { ImageBuilder } from '../proof/image-builder.ts';
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
  const { builder } = chosen;
  const leaving = new AbortController();
  const leave = (code: number) => () => {
    leaving.abort();
    complain('seaworthy: interrupted; removing what was built');
    const exit = () => process.exit(code);
    builder.close().then(exit, exit);
  };
  const [onInterrupt, onEnd] = [leave(INTERRUPTED), leave(TERMINATED)];
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onEnd);
  try {
    const result = await work(builder);
    // Builds that were ended prove nothing: the process is about to exit.
    return leaving.signal.aborted ? await new Promise<never>(() => undefined) : result;
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onEnd);
    await builder.close();
  }
}
