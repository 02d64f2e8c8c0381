import { expect, it } from 'vitest';
import { separate } from '../../src/remediation/separate.ts';

const EIGHT = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A trial that fails where it has one of the bad ones; counts how often it was made. */
async function sieve(candidates: readonly string[], bad: (wanted: readonly string[]) => boolean) {
  let trials = 0;
  const attempt = (wanted: readonly string[]) => {
    trials += 1;
    return Promise.resolve(
      bad(wanted)
        ? ({ ok: false, objection: `${wanted.length} together fail` } as const)
        : ({ ok: true, result: wanted.join('') } as const),
    );
  };
  const { result, refused } = await separate(candidates, attempt, {
    ok: false,
    objection: 'all together fail',
  });
  return { result, refused: [...refused.keys()].join(''), trials, reasons: [...refused.values()] };
}

it.each<readonly [name: string, culprits: string, kept: string, trials: number]>([
  ['the last of eight is known when the seven before it hold', 'h', 'abcdefg', 3],
  ['the first of eight is found by its halves', 'a', 'bcdefgh', 6],
  ['two culprits in different halves are both found', 'bg', 'acdefh', 8],
])('%s', async (_, culprits, kept, trials) => {
  const outcome = await sieve(EIGHT, (wanted) => wanted.some((one) => culprits.includes(one)));
  expect(outcome).toMatchObject({ result: kept, refused: culprits, trials });
});

it('what breaks only with another is taken out, and the other stays', async () => {
  const outcome = await sieve(EIGHT, (wanted) => wanted.includes('a') && wanted.includes('h'));
  expect(outcome).toMatchObject({ result: 'abcdefg', refused: 'h' });
});

it('nothing stays when each of them fails', async () => {
  const outcome = await sieve(['a', 'b'], () => true);
  expect(outcome).toMatchObject({ result: null, refused: 'ab', trials: 2 });
});

it('the number of trials is bounded, and what was not tried is left with that reason', async () => {
  const many = Array.from({ length: 200 }, (_, index) => `rule-${index}`);
  const outcome = await sieve(many, (wanted) => wanted.length > 0);
  expect(outcome.trials).toBe(16);
  expect(outcome.result).toBe(null);
  expect(outcome.reasons).toContain('16 trials did not tell which of the fixes breaks the image');
});
