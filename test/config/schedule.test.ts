import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { windowOf } from '../../src/config/schedule-schema.ts';

function load(text: string) {
  return loadConfig(text, '.github/seaworthy.yml', []);
}

describe('a schedule', () => {
  it('keeps what it sets', () => {
    const { schedule } = load(
      'schedule:\n  cron: 0 5 * * 1-5\n  timeZone: Europe/Zurich\n  window: 4h\n',
    );
    expect(schedule).toEqual({
      enabled: true,
      cron: '0 5 * * 1-5',
      timeZone: 'Europe/Zurich',
      window: '4h',
    });
  });

  it.each([
    ['0m', 0],
    ['90m', 5_400_000],
    ['24h', 86_400_000],
  ])('has a window of %s', (window, milliseconds) => {
    expect(windowOf(load(`schedule: { window: ${window} }`).schedule)).toBe(milliseconds);
  });
});

describe('a mistake in a schedule is told with its line and its cure:', () => {
  it.each([
    [
      'schedule:\n  cron: 0 5 * *\n',
      '2:9: `schedule.cron` is no time in the five fields of cron, such as `0 5 * * 1-5`',
    ],
    [
      'schedule:\n  cron: "*/5 * * * *"\n',
      '2:9: `schedule.cron` comes more than once an hour; give one minute, such as in `0 * * * *`',
    ],
    [
      'schedule:\n  timeZone: Zurich\n',
      '2:13: `schedule.timeZone` is no time zone such as `Europe/Lisbon`',
    ],
    [
      'schedule:\n  timeZone: "+01:00"\n',
      '2:13: `schedule.timeZone` is no time zone such as `Europe/Lisbon`',
    ],
    [
      'schedule:\n  window: 25h\n',
      '2:11: `schedule.window` is no time such as `90m` or `4h`, and at most `24h`',
    ],
    [
      'schedule:\n  window: soon\n',
      '2:11: `schedule.window` is no time such as `90m` or `4h`, and at most `24h`',
    ],
    [
      'schedule:\n  timezone: UTC\n',
      '2:3: unknown key `timezone` in `schedule`; did you mean timeZone?',
    ],
  ])('%j', (text, message) => {
    expect(() => load(text)).toThrow(`.github/seaworthy.yml:${message}`);
  });
});
