import { expect, onTestFinished, test, vi } from 'vitest';
import { steadyNow } from '../../../src/cli/sweep/steady-clock.ts';

test('a clock that is set back or forth changes no wait', () => {
  const before = steadyNow();
  expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  for (const time of ['1999-01-01', '2099-01-01']) {
    vi.setSystemTime(new Date(time));
    expect(steadyNow() - before).toBeGreaterThanOrEqual(0);
    expect(steadyNow() - before).toBeLessThan(60_000);
  }
});
