import { createFork } from './fork-deeds.ts';
import type { Deeds } from './deeds.ts';
import { setLabels } from './issue-deeds.ts';
import { mergePull } from './merge-deeds.ts';
import type { MergeMethod } from './merge-deeds.ts';
import type { Comment, IssueState, PullIssue, RepositoryState } from './model.ts';
import { pushFiles } from './person.ts';
import type { FileChanges, PushOptions } from './person.ts';
import {
  addIssue,
  changeBase,
  closeIssue,
  notifyIssue,
  openPull,
  reopenIssue,
} from './pull-deeds.ts';
import { isPull } from './pulls.ts';
import { moveRef } from './ref-deeds.ts';
import { addComment, editComment, editTexts } from './text-deeds.ts';
import { fullNameOf } from './world.ts';

export interface OpenPull {
  readonly title?: string;
  readonly body?: string;
  /** `branch`, or `owner/name:branch` of a fork. */
  readonly head: string;
  readonly base?: string;
  readonly draft?: boolean;
}

/** What people do on the host's pages and with git; each deed sends the events that GitHub would send. */
export class People {
  readonly #deeds: Deeds;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
  }

  /** One commit with these changes; the new commit's object id. */
  push(
    repository: string,
    branch: string,
    files: FileChanges,
    author: string,
    options: PushOptions = {},
  ): string {
    const account = this.#deeds.world.account(author);
    return pushFiles(this.#deeds, this.#open(repository), branch, files, account, options);
  }

  createBranch(repository: string, branch: string, by: string, from?: string): void {
    const opened = this.#open(repository);
    const start = from ?? `refs/heads/${opened.defaultBranch}`;
    const oid = opened.git.resolve(`${start}^{commit}`);
    if (oid === null) throw new Error(`${repository} has no ${start}`);
    this.#move(opened, branch, oid, by);
  }

  deleteBranch(repository: string, branch: string, by: string): void {
    this.#move(this.#open(repository), branch, null, by);
  }

  openPull(repository: string, by: string, fields: OpenPull): PullIssue {
    const base = this.#open(repository);
    const [place, branch] = fields.head.includes(':')
      ? fields.head.split(':', 2)
      : [repository, fields.head];
    const head = this.#open(place ?? repository);
    const headRef = branch ?? '';
    const baseRef = fields.base ?? base.defaultBranch;
    return openPull(this.#deeds, base, this.#deeds.world.account(by), {
      title: fields.title ?? headRef,
      body: fields.body ?? null,
      viaApp: false,
      head,
      headRef,
      headOid: oidOf(head, headRef),
      baseRef,
      baseOid: oidOf(base, baseRef),
      draft: fields.draft ?? false,
      maintainerCanModify: true,
    });
  }

  openIssue(repository: string, by: string, title: string, body: string): IssueState {
    const opened = this.#open(repository);
    const author = this.#deeds.world.account(by);
    const issue = addIssue(this.#deeds, opened, author, { title, body, viaApp: false }, null);
    notifyIssue(this.#deeds, opened, issue, 'opened', author);
    return issue;
  }

  /** Throws where GitHub's button would not work. */
  merge(repository: string, number: number, by: string, method: MergeMethod = 'merge'): string {
    const issue = this.issue(repository, number);
    if (!isPull(issue)) throw new Error(`#${number} is no pull request`);
    const account = this.#deeds.world.account(by);
    const result = mergePull(this.#deeds, this.#open(repository), issue, account, method);
    if (!result.merged) throw new Error(`#${number} was not merged: ${result.message}`);
    return result.oid;
  }

  changeBase(repository: string, number: number, base: string, by: string): void {
    const issue = this.issue(repository, number);
    if (!isPull(issue)) throw new Error(`#${number} is no pull request`);
    const account = this.#deeds.world.account(by);
    changeBase(this.#deeds, this.#open(repository), issue, base, account);
  }

  close(repository: string, number: number, by: string): void {
    const account = this.#deeds.world.account(by);
    closeIssue(this.#deeds, this.#open(repository), this.issue(repository, number), account);
  }

  reopen(repository: string, number: number, by: string): void {
    const account = this.#deeds.world.account(by);
    reopenIssue(this.#deeds, this.#open(repository), this.issue(repository, number), account);
  }

  comment(repository: string, number: number, by: string, body: string): Comment {
    const issue = this.issue(repository, number);
    const account = this.#deeds.world.account(by);
    return addComment(this.#deeds, this.#open(repository), issue, account, {
      body,
      viaApp: false,
    });
  }

  /** Edits the comment of this id, such as the app's own with a box ticked. */
  editComment(repository: string, id: number, by: string, body: string): void {
    const opened = this.#open(repository);
    for (const issue of opened.issues.values()) {
      const comment = issue.comments.find((one) => one.id === id);
      if (comment === undefined) continue;
      const place = { repository: opened, issue, comment };
      editComment(this.#deeds, place, body, this.#deeds.world.account(by));
      return;
    }
    throw new Error(`${repository} has no comment ${id}`);
  }

  editBody(repository: string, number: number, by: string, body: string): void {
    const texts = { title: null, body };
    const account = this.#deeds.world.account(by);
    editTexts(this.#deeds, this.#open(repository), this.issue(repository, number), texts, account);
  }

  editTitle(repository: string, number: number, by: string, title: string): void {
    const texts = { title, body: null };
    const account = this.#deeds.world.account(by);
    editTexts(this.#deeds, this.#open(repository), this.issue(repository, number), texts, account);
  }

  setLabels(repository: string, number: number, by: string, labels: readonly string[]): void {
    const account = this.#deeds.world.account(by);
    setLabels(this.#deeds, this.#open(repository), this.issue(repository, number), labels, account);
  }

  /** The fork below the person's name. */
  fork(repository: string, by: string): RepositoryState {
    const { world } = this.#deeds;
    const source = this.#open(repository);
    return createFork(this.#deeds, source, world.account(by), source.name, world.account(by));
  }

  issue(repository: string, number: number): IssueState {
    const issue = this.#open(repository).issues.get(number);
    if (issue === undefined) throw new Error(`${repository} has no #${number}`);
    return issue;
  }

  #move(repository: RepositoryState, branch: string, oid: string | null, by: string): void {
    const account = this.#deeds.world.account(by);
    moveRef(this.#deeds, repository, `refs/heads/${branch}`, oid, account);
  }

  #open(fullName: string): RepositoryState {
    const [owner = '', name = ''] = fullName.split('/');
    const repository = this.#deeds.world.repository(owner, name);
    if (repository === null) throw new Error(`There is no repository ${fullName}`);
    return repository;
  }
}

function oidOf(repository: RepositoryState, branch: string): string {
  const oid = repository.git.resolve(`refs/heads/${branch}`);
  if (oid === null) throw new Error(`${fullNameOf(repository)} has no branch ${branch}`);
  return oid;
}
