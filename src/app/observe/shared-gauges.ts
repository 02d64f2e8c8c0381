import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { PRIORITIES } from '../../jobs/job-queue.ts';
import type { JobQueue } from '../../jobs/job-queue.ts';
import type { ProposalTally } from '../stores/proposal-tally.ts';

interface Shared {
  readonly queue: Pick<JobQueue, 'counts' | 'depths'>;
  readonly tally: Pick<ProposalTally, 'total'>;
  /** The label of a rule. */
  readonly ruleOf: (id: string) => string;
}

/**
 * What all processes share, and each of them says the same of. Read when somebody asks, so that no count is old; what cannot be
 * read is left out, and the other metrics are told all the same.
 */
export function sharedGauges({ queue, tally, ruleOf }: Shared, registry: Registry): void {
  new Gauge({
    name: 'seaworthy_jobs',
    help: 'Jobs that wait, run, and were given up; of all processes.',
    labelNames: ['state'],
    registers: [registry],
    collect: async function () {
      this.reset();
      const counts = await queue.counts().catch(() => null);
      if (counts === null) return;
      for (const state of ['waiting', 'running', 'dead'] as const)
        this.set({ state }, counts[state]);
    },
  });
  new Gauge({
    name: 'seaworthy_jobs_waiting',
    help: 'Jobs that wait, by priority; of all processes.',
    labelNames: ['priority'],
    registers: [registry],
    collect: async function () {
      this.reset();
      const depths = await queue.depths().catch(() => null);
      if (depths === null) return;
      for (const priority of PRIORITIES) this.set({ priority }, depths[priority]);
    },
  });
  new Gauge({
    name: 'seaworthy_proposals',
    help: 'Pull requests by rule and state (open, merged, closed, withdrawn), as the last look at each repository found them; of all processes.',
    labelNames: ['rule', 'state'],
    registers: [registry],
    collect: async function () {
      this.reset();
      const tallies = await tally.total().catch(() => []);
      for (const { rule, state, count } of tallies) this.inc({ rule: ruleOf(rule), state }, count);
    },
  });
}
