import { notifyCheckRun, startedRun } from './check-deeds.ts';
import type { Deeds } from './deeds.ts';
import type { Json, PullIssue, RepositoryState, WorkflowRun } from './model.ts';
import { addReview } from './review-deeds.ts';
import { isPull } from './pulls.ts';
import { printWorkflow, printWorkflowRun } from './shapes/actions.ts';
import { apiOf, pageOfRepository } from './shapes/view.ts';

export interface FinishedRun {
  readonly name?: string;
  readonly branch?: string;
  readonly event?: string;
  readonly conclusion?: string;
  /** The repository of the commit, where that is a fork. */
  readonly headRepository?: RepositoryState;
  /** Zip archives by the name of the artifact. */
  readonly artifacts?: Readonly<Record<string, Uint8Array>>;
}

export interface NewCodeAlert {
  readonly rule: string;
  /** `rule` when absent; a tool may have one name for many ids. */
  readonly ruleName?: string;
  readonly tool: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly severity?: string;
}

/** What workflows, scanners and reviewers do on the host. */
export class Robots {
  readonly #deeds: Deeds;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
  }

  /** A workflow run that has just ended, with its artifacts, and the `workflow_run` event. */
  finishRun(repository: RepositoryState, run: FinishedRun = {}): WorkflowRun {
    const { world, view } = this.#deeds;
    const headBranch = run.branch ?? repository.defaultBranch;
    const headRepository = run.headRepository ?? repository;
    const finished: WorkflowRun = {
      id: world.nextId(),
      name: run.name ?? 'scan',
      path: '.github/workflows/scan.yml',
      headBranch,
      headOid: headRepository.git.resolve(`refs/heads/${headBranch}`) ?? '',
      event: run.event ?? 'push',
      status: 'completed',
      conclusion: run.conclusion ?? 'success',
      createdAt: world.now(),
      headRepository,
    };
    repository.workflowRuns.push(finished);
    for (const [name, zip] of Object.entries(run.artifacts ?? {})) {
      const id = world.nextId();
      const createdAt = world.now();
      repository.artifacts.push({ id, name, runId: finished.id, zip, createdAt, expired: false });
    }
    const workflow_run = printWorkflowRun(view, repository, finished);
    const workflow = printWorkflow(view, repository, finished);
    const payload = { action: 'completed', workflow_run, workflow };
    this.#deeds.notify(repository, 'workflow_run', payload, world.account('github-actions[bot]'));
    return finished;
  }

  /** A code scanning alert on the default branch, and its event. */
  raiseCodeAlert(repository: RepositoryState, alert: NewCodeAlert): Json {
    const { world, view } = this.#deeds;
    const number = repository.codeScanningAlerts.length + 1;
    const url = `${apiOf(view, repository)}/code-scanning/alerts/${number}`;
    const ref = `refs/heads/${repository.defaultBranch}`;
    const commit_oid = repository.git.resolve(ref) ?? '';
    const printed = printAlert({ ...alert, number, url, ref, commit_oid }, world.now());
    const html_url = `${pageOfRepository(view, repository)}/security/code-scanning/${number}`;
    const raised = { ...printed, html_url };
    repository.codeScanningAlerts.push(raised);
    const payload = { action: 'created', alert: raised, ref, commit_oid };
    const sender = world.account('github');
    this.#deeds.notify(repository, 'code_scanning_alert', payload, sender);
    return raised;
  }

  /** A check of others on the head of a pull request: it runs where there is no conclusion yet. */
  reportCheck(repository: RepositoryState, number: number, conclusion: string | null): void {
    const { world } = this.#deeds;
    const headOid = pullOf(repository, number).pull.headOid;
    const run = startedRun(world, { repository, name: 'build', headOid });
    run.status = conclusion === null ? 'in_progress' : 'completed';
    run.conclusion = conclusion;
    run.startedAt = world.now();
    run.completedAt = conclusion === null ? null : world.now();
    repository.checkRuns.push(run);
  }

  /** Somebody presses "Re-run" on a check run. */
  rerequestCheck(repository: RepositoryState, id: number, by: string): void {
    const run = repository.checkRuns.find((one) => one.id === id);
    if (run === undefined) throw new Error(`There is no check run ${id}`);
    run.status = 'queued';
    run.conclusion = null;
    notifyCheckRun(this.#deeds, repository, run, 'rerequested', this.#deeds.world.account(by));
  }

  approve(repository: RepositoryState, number: number, by: string, body = ''): void {
    const issue = pullOf(repository, number);
    const fields = {
      body,
      state: 'APPROVED',
      commitOid: issue.pull.headOid,
      comments: [],
    } as const;
    addReview(this.#deeds, repository, issue, this.#deeds.world.account(by), fields);
  }
}

function pullOf(repository: RepositoryState, number: number): PullIssue {
  const issue = repository.issues.get(number);
  if (issue === undefined || !isPull(issue)) throw new Error(`#${number} is no pull request`);
  return issue;
}

interface PlacedAlert extends NewCodeAlert {
  readonly number: number;
  readonly url: string;
  readonly ref: string;
  readonly commit_oid: string;
}

function printAlert(alert: PlacedAlert, now: string): Json {
  const { number, url, ref, commit_oid, rule, tool, path, line, message } = alert;
  const severity = alert.severity ?? 'warning';
  return {
    number,
    created_at: now,
    updated_at: now,
    url,
    instances_url: `${url}/instances`,
    state: 'open',
    fixed_at: null,
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
    dismissed_comment: null,
    rule: { id: rule, name: alert.ruleName ?? rule, severity, description: message, tags: [] },
    tool: { name: tool, guid: null, version: null },
    most_recent_instance: {
      ref,
      analysis_key: 'scan',
      environment: '{}',
      category: tool,
      state: 'open',
      commit_sha: commit_oid,
      message: { text: message },
      location: { path, start_line: line, end_line: line, start_column: 1, end_column: 1 },
      classifications: [],
    },
  };
}
