import { complain } from '../terminal.ts';

/** How a person ends long work in good order. */
export interface Stop {
  readonly isStopped: () => boolean;
  /** Resolves after so many milliseconds, or at once when the work is to end. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly close: () => void;
}

/** The longest that a timer of Node waits, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The first signal ends the work after what is begun; a second one ends the program. */
export function openStop(): Stop {
  let isStopped = false;
  const pauses = new Set<() => void>();
  const stop = () => {
    isStopped = true;
    complain('seaworthy: stopping after what is begun; run it again to go on');
    for (const end of pauses) end();
    close();
  };
  const close = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  return {
    isStopped: () => isStopped,
    pause: (milliseconds) =>
      new Promise((resolve) => {
        if (isStopped) {
          resolve();
          return;
        }
        const end = () => {
          clearTimeout(timer);
          pauses.delete(end);
          resolve();
        };
        const timer = setTimeout(end, Math.min(LONGEST_TIMER, milliseconds));
        pauses.add(end);
      }),
    close,
  };
}
