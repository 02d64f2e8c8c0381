/**
 * Kills processes of the app, and its Redis, at random points while repositories change, and shows that in the end every
 * repository is as it should be: nothing lost, nothing twice. The built app runs as one `--web` and two `--worker` with a real
 * Redis against a GitHub of ours. Needs `npm run build`, and Debian for redis-server where it is missing.
 * Usage: npm run queue-proof -- [--rounds N] [--seed S] (round N has the seed S + N, so that one can be repeated alone)
 */
import { parseArgs } from 'node:util';
import { ensureTools } from '../test/registry/debian-tools.ts';
import { chanceOf } from './queue-proof/chance.ts';
import { openEstate } from './queue-proof/estate.ts';
import { playRound } from './queue-proof/round.ts';

const REPOSITORIES = 20;

async function main(rounds: number, seed: number): Promise<number> {
  await ensureTools('redis-server');
  const estate = await openEstate(REPOSITORIES);
  let faults = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      const result = await playRound(estate, chanceOf(seed + round));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const killed = result.killed.join(', ');
      console.log(
        `seed ${seed + round}: killed ${killed}; ${result.pushes} pushes, ${result.resent} events sent again, ${seconds} s`,
      );
      for (const fault of result.faults) console.log(`  ${fault}`);
      faults += result.faults.length;
    }
    estate.host.assertHonest();
    const complaints = [estate.web, ...estate.workers].flatMap((one) => one.complaints);
    for (const line of complaints) console.log(line);
    console.log(
      `${rounds} rounds, ${REPOSITORIES} repositories: ${faults} faults, ${complaints.length} bugs`,
    );
    return faults + complaints.length > 0 ? 1 : 0;
  } finally {
    await estate.close();
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
process.exitCode = await main(Number(values.rounds), Number(values.seed));
