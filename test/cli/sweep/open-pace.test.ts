import { expect, test } from 'vitest';
import { openPace } from '../../../src/cli/sweep/open-pace.ts';

const pause = () => Promise.resolve();

const PACES: readonly (readonly [string, string, boolean])[] = [
  ['api.github.com', '', true],
  ['api.acme.ghe.com', '', true],
  ['github.acme.example', '', false],
  ['github.acme.example', '600', true],
  ['api.github.com.acme.example', '', false],
];

test.each(PACES)('%s with `%s` points a minute is paced: %s', (host, points, isPaced) => {
  const pace = openPace({ SEAWORTHY_POINTS_PER_MINUTE: points }, host, pause);
  expect(pace !== undefined).toBe(isPaced);
});

test.each(['9', '-1', '1e3', 'many'])('`%s` points a minute are refused', (points) => {
  const open = () => openPace({ SEAWORTHY_POINTS_PER_MINUTE: points }, 'git.example', pause);
  expect(open).toThrow('SEAWORTHY_POINTS_PER_MINUTE is a whole number from 10 on');
});
