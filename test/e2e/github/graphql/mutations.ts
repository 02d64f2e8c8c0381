import { grants, isInScope } from '../access.ts';
import type { PullIssue, RepositoryState } from '../model.ts';
import { isPull } from '../pulls.ts';
import { notifyPull } from '../pull-deeds.ts';
import type { Call } from '../route.ts';
import { createCommit } from './create-commit.ts';
import type { CreateCommitInput } from './create-commit.ts';
import { failure, forbidden } from './failure.ts';
import { commitNode, refNode } from './git-nodes.ts';
import { pullNode } from './pull-node.ts';
import { placeOf } from './query.ts';
import { updateRefs } from './update-refs.ts';
import type { UpdateRefsInput } from './update-refs.ts';

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

/** The root of mutations. */
export const MUTATIONS = {
  createCommitOnBranch: ({ input }: Input<CreateCommitInput>, call: Call) => {
    const { repository, ref, commit } = createCommit(call, input);
    return {
      clientMutationId: input.clientMutationId ?? null,
      commit: () => commitNode(call, repository, commit),
      ref: () => refNode(call, repository, ref),
    };
  },
  updateRefs: ({ input }: Input<UpdateRefsInput>, call: Call) => {
    updateRefs(call, input);
    return { clientMutationId: input.clientMutationId ?? null };
  },
  convertPullRequestToDraft: ({ input }: Input<PullInput>, call: Call) =>
    setDraft(call, input, true),
  markPullRequestReadyForReview: ({ input }: Input<PullInput>, call: Call) =>
    setDraft(call, input, false),
};

interface PullInput {
  readonly pullRequestId: string;
  readonly clientMutationId?: string | null;
}

function setDraft(call: Call, input: PullInput, draft: boolean): object {
  const { repository, issue } = pullOf(call, input.pullRequestId);
  if (issue.pull.draft !== draft) {
    issue.pull.draft = draft;
    issue.updatedAt = call.world.now();
    const action = draft ? 'converted_to_draft' : 'ready_for_review';
    notifyPull(call.deeds, repository, issue, action, call.actor);
  }
  return {
    clientMutationId: input.clientMutationId ?? null,
    pullRequest: () => pullNode(call, repository, issue),
  };
}

interface PlacedPull {
  readonly repository: RepositoryState;
  readonly issue: PullIssue;
}

function pullOf(call: Call, id: string): PlacedPull {
  const { world, caller } = call;
  const key = world.ids.parse(id);
  const place = key === null ? null : placeOf([...world.repositories.values()], Number(key.key));
  if (place === null || !isPull(place.issue) || !isInScope(caller, place.repository)) {
    throw failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  }
  checkWrite(call, place.repository, 'pull_requests:write');
  return { repository: place.repository, issue: place.issue };
}

export function checkWrite({ caller }: Call, repository: RepositoryState, wanted: string): void {
  const isAllowed = caller.kind === 'installation' && grants(caller.permissions, wanted);
  // Of a person it was asked before whether the repository is theirs to write to.
  if (!isAllowed && caller.kind !== 'person') throw forbidden();
  if (!repository.archived) return;
  throw failure('UNPROCESSABLE', 'Repository was archived so is read-only.');
}
