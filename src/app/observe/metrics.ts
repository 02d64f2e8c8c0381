import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RemediationReport } from '../../remediation/remediate.ts';
import type { JobQueue } from '../../jobs/job-queue.ts';
import type { JobKind } from '../app-job.ts';
import type { EndedProposal } from '../ending-of-event.ts';
import type { ProposalTally } from '../stores/proposal-tally.ts';
import { rateLimitGauges } from './rate-limit-gauges.ts';
import { sharedGauges } from './shared-gauges.ts';

/** What the app counts, in the terms of Prometheus: https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  readonly countJob: (kind: JobKind, outcome: 'done' | 'failed', seconds: number) => void;
  readonly countRequest: (request: CountedRequest) => void;
  readonly countAnswer: (answer: CountedAnswer) => void;
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

/** One request that the app answered. */
export interface CountedAnswer {
  /** A name of ours, because anybody may ask for any path. */
  readonly endpoint: string;
  readonly status: number;
  readonly seconds: number;
}

export interface MetricsOptions {
  readonly queue: Pick<JobQueue, 'counts' | 'depths'>;
  readonly tally: Pick<ProposalTally, 'total'>;
  /** Ids of all rules: others, which people may have written into a text, are counted together. */
  readonly rules: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Jobs take from a second to many minutes, answers a moment. */
const JOB_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];
const ANSWER_SECONDS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

export function openMetrics({ queue, tally, rules, now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const ruleOf = (id: string) => (rules.has(id) ? id : 'other');
  collectDefaultMetrics({ register: registry });
  sharedGauges({ queue, tally, ruleOf }, registry);
  const jobs = new Histogram({
    name: 'seaworthy_job_duration_seconds',
    help: 'Time that jobs took, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: JOB_SECONDS,
    registers,
  });
  return {
    countJob: (kind, outcome, seconds) => {
      jobs.observe({ kind, outcome }, seconds);
    },
    countRequest: requestCounter(registry, now),
    countAnswer: answerCounter(registry),
    ...proposalCounters(registry, ruleOf),
    contentType: registry.contentType,
    print: () => registry.metrics(),
  };
}

type ProposalCounters = Pick<Metrics, 'countProposals' | 'countEnding'>;

function proposalCounters(registry: Registry, ruleOf: (id: string) => string): ProposalCounters {
  const registers = [registry];
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
      for (const rule of new Set([...block.rules].map(ruleOf))) endings.inc({ rule, ending });
    },
  };
}

function requestCounter(registry: Registry, now: () => number): Metrics['countRequest'] {
  const requests = new Counter({
    name: 'seaworthy_github_requests_total',
    help: 'Requests to GitHub, by status; `none` where no answer came.',
    labelNames: ['status'],
    registers: [registry],
  });
  const setLimit = rateLimitGauges(registry, now);
  return ({ installation, status, headers }) => {
    requests.inc({ status: String(status ?? 'none') });
    setLimit(installation, headers);
  };
}

function answerCounter(registry: Registry): Metrics['countAnswer'] {
  const answers = new Histogram({
    name: 'seaworthy_http_request_duration_seconds',
    help: 'Time until requests to the app were answered, by endpoint and status; events are those to `webhooks`.',
    labelNames: ['endpoint', 'status'],
    buckets: ANSWER_SECONDS,
    registers: [registry],
  });
  return ({ endpoint, status, seconds }) => {
    answers.observe({ endpoint, status: String(status) }, seconds);
  };
}

function rulesOf({ fixes }: RemediationReport['waiting'][number]): ReadonlySet<string> {
  return new Set(fixes.map(({ rule }) => rule));
}
