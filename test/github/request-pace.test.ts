import { expect, test } from 'vitest';
import { RequestPace } from '../../src/github/request-pace.ts';

function paced(pointsPerMinute?: number) {
  let now = 1_000_000;
  const begin = now;
  const pace = new RequestPace(
    () => now,
    (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
    pointsPerMinute,
  );
  const send = async (count: number, method: string, url: string) => {
    for (let at = 0; at < count; at += 1) await pace.turn(method, url);
    return now - begin;
  };
  return { send };
}

const API = 'https://api.github.com';

test('no more than 850 points in any minute', async () => {
  const { send } = paced();
  expect(await send(850, 'GET', `${API}/x`)).toBe(0);
  expect(await send(1, 'GET', `${API}/x`)).toBe(60_000);
});

test('questions in GraphQL are reads, though they are sent by POST', async () => {
  const { send } = paced();
  expect(await send(200, 'POST', `${API}/graphql`)).toBe(0);
});

test('75 writes in a minute, and 480 in an hour', async () => {
  const { send } = paced();
  expect(await send(75, 'POST', `${API}/repos/a/b/pulls`)).toBe(0);
  expect(await send(1, 'POST', `${API}/repos/a/b/pulls`)).toBe(60_000);
  expect(await send(405, 'POST', `${API}/repos/a/b/pulls`)).toBe(3_600_000);
});

test('a server that allows twice as many points allows twice as much content', async () => {
  const { send } = paced(1800);
  expect(await send(150, 'POST', `${API}/repos/a/b/pulls`)).toBe(0);
  expect(await send(1, 'POST', `${API}/repos/a/b/pulls`)).toBe(60_000);
});

test('a limit below one write lets one pass each minute', async () => {
  const { send } = paced(1);
  expect(await send(2, 'POST', `${API}/repos/a/b/pulls`)).toBe(60_000);
});
