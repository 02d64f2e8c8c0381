/** Progress on standard error, on a terminal alone. */
export function sweepProgress(): {
  readonly step: (done: number, total: number) => void;
  readonly end: () => void;
} {
  if (!process.stderr.isTTY) return { step: () => undefined, end: () => undefined };
  let last = 0;
  return {
    step: (done, total) => {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      process.stderr.write(`\r${done} of ${total} repositories`);
    },
    end: () => {
      process.stderr.write('\r\u001B[K');
    },
  };
}
