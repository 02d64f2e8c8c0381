import { expect, test } from 'vitest';
import { decideRetry } from '../../src/jobs/retry.ts';
import { CodeHostError } from '../../src/remediation/code-host-error.ts';

const OPTIONS = { attempts: 5, firstWait: 1000, longestWait: 5000 };

function failure(retryAfter: number | null): CodeHostError {
  return new CodeHostError('down', { status: 502, isRetryable: true, retryAfter });
}

function waits(chance: number): (number | null)[] {
  return [1, 2, 3, 4, 5].map((attempt) => {
    const decision = decideRetry(failure(null), attempt, { ...OPTIONS, random: () => chance });
    return decision.kind === 'again' ? decision.wait : null;
  });
}

test.each([
  ['least', 0, [500, 1000, 2000, 2500, null]],
  ['most', 1, [1000, 2000, 4000, 5000, null]],
])('waits double up to the longest, by chance %s', (_, chance, expected) => {
  expect(waits(chance)).toEqual(expected);
});

test.each([
  ['a try that is not the last', 1],
  ['the last one', 5],
])('the wait that the host asks for holds for the account, after %s', (_, attempt) => {
  const decision = decideRetry(failure(90_000), attempt, { ...OPTIONS, random: () => 0 });
  expect(decision.pause).toBe(90_000);
});
