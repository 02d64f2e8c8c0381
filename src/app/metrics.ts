import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { JobKind } from './app-job.ts';
import type { EndedProposal } from './ending-of-event.ts';

/** What the app counts, in the terms of Prometheus: https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  readonly countJob: (kind: JobKind, outcome: 'done' | 'failed', seconds: number) => void;
  readonly countRequest: (request: CountedRequest) => void;
  readonly countProposals: (report: RemediationReport) => void;
  /** By rule, so that the share of accepted proposals of each can be told. */
  readonly countEnding: (ended: EndedProposal) => void;
  readonly contentType: string;
  readonly print: () => Promise<string>;
}

/** One request to GitHub. */
export interface CountedRequest {
  /** Whose limits it counts against; null for the app itself. */
  readonly installation: number | null;
  /** Null where there was no answer. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Jobs take from a second to many minutes. */
const SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];

export function openMetrics(queue: Pick<JobQueue, 'counts'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  countQueue(queue, registry);
  const jobs = new Histogram({
    name: 'seaworthy_job_duration_seconds',
    help: 'Time that jobs took, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const proposals = new Counter({
    name: 'seaworthy_proposals_total',
    help: 'What looks did with pull requests, by rule: created, updated, unchanged, refused, waiting.',
    labelNames: ['rule', 'state'],
    registers,
  });
  const withdrawn = new Counter({
    name: 'seaworthy_proposals_withdrawn_total',
    help: 'Pull requests that were taken back because nothing asks for them any more.',
    registers,
  });
  const endings = new Counter({
    name: 'seaworthy_proposals_ended_total',
    help: 'Pull requests that people merged or closed, by rule.',
    labelNames: ['rule', 'ending'],
    registers,
  });
  return {
    countJob: (kind, outcome, seconds) => {
      jobs.observe({ kind, outcome }, seconds);
    },
    countRequest: requestCounter(registry),
    countProposals: ({ results, waiting, withdrawn: gone }) => {
      for (const { proposal, outcome } of results) {
        const state = outcome?.kind ?? 'planned';
        for (const rule of rulesOf(proposal)) proposals.inc({ rule, state });
      }
      for (const proposal of waiting) {
        for (const rule of rulesOf(proposal)) proposals.inc({ rule, state: 'waiting' });
      }
      withdrawn.inc(gone.filter(({ outcome }) => outcome?.kind === 'withdrawn').length);
    },
    countEnding: ({ block, ending }) => {
      for (const rule of block.rules) endings.inc({ rule, ending });
    },
    contentType: registry.contentType,
    print: () => registry.metrics(),
  };
}

/** Read when somebody asks, so that no count is old. */
function countQueue(queue: Pick<JobQueue, 'counts'>, registry: Registry): void {
  new Gauge({
    name: 'seaworthy_jobs',
    help: 'Jobs that wait, run, and were given up.',
    labelNames: ['state'],
    registers: [registry],
    collect: async function () {
      const counts = await queue.counts();
      for (const state of ['waiting', 'running', 'dead'] as const)
        this.set({ state }, counts[state]);
    },
  });
}

function requestCounter(registry: Registry): Metrics['countRequest'] {
  const registers = [registry];
  const requests = new Counter({
    name: 'seaworthy_github_requests_total',
    help: 'Requests to GitHub, by status; `none` where no answer came.',
    labelNames: ['status'],
    registers,
  });
  const left = new Gauge({
    name: 'seaworthy_github_rate_limit_remaining',
    help: 'Requests that GitHub still takes, by installation and resource, as its last answer said.',
    labelNames: ['installation', 'resource'],
    registers,
  });
  return ({ installation, status, headers }) => {
    requests.inc({ status: String(status ?? 'none') });
    const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
    const resource = headers['x-ratelimit-resource'];
    if (Number.isNaN(remaining) || typeof resource !== 'string') return;
    left.set({ installation: String(installation ?? 'app'), resource }, remaining);
  };
}

function rulesOf({ fixes }: RemediationReport['waiting'][number]): ReadonlySet<string> {
  return new Set(fixes.map(({ rule }) => rule));
}
