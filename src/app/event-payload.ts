import { z } from 'zod';
import type { Place } from './app-job.ts';

/** Of each event only what is used: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const repository = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string(),
});

const ofRepository = z.object({
  repository,
  installation: z.object({ id: z.number() }),
  sender: z.object({ login: z.string(), type: z.string() }).optional(),
});

/** Events about installations name repositories in fewer words. */
const brief = z.object({ id: z.number(), full_name: z.string() });
const briefs = z.array(brief).default([]);
const paths = z.array(z.string()).default([]);
const edit = z.object({ body: z.object({ from: z.string().nullish() }).optional() }).default({});

export const installationSchema = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }),
  repositories: briefs,
  repositories_added: briefs,
  repositories_removed: briefs,
});

export const pushSchema = ofRepository.extend({
  ref: z.string(),
  deleted: z.boolean().default(false),
  forced: z.boolean().default(false),
  commits: z.array(z.object({ added: paths, removed: paths, modified: paths })).default([]),
});

const edited = z.object({
  number: z.number(),
  body: z.string().nullable(),
  updated_at: z.string(),
});

export const pullRequestSchema = ofRepository.extend({
  action: z.string(),
  changes: edit,
  pull_request: edited.extend({
    user: z.object({ type: z.string() }).nullable(),
    merged: z.boolean().default(false),
    closed_at: z.string().max(40).nullish(),
  }),
});

export const issueSchema = ofRepository.extend({
  action: z.string(),
  changes: edit,
  issue: edited.extend({ pull_request: z.unknown().optional() }),
});

export const commentSchema = issueSchema.extend({
  comment: z.object({ id: z.number(), body: z.string(), updated_at: z.string() }),
});

export const alertSchema = ofRepository.extend({
  action: z.string(),
  alert: z.object({ number: z.number() }),
});

export const workflowRunSchema = ofRepository.extend({
  action: z.string(),
  workflow_run: z.object({
    id: z.number(),
    head_branch: z.string().nullable(),
    head_repository: z.object({ id: z.number() }).nullable(),
  }),
});

export const checkRunSchema = ofRepository.extend({
  action: z.string(),
  check_run: z.object({ id: z.number(), external_id: z.string().nullable() }),
});

export const repositorySchema = ofRepository.extend({
  action: z.string(),
  changes: z.object({ default_branch: z.unknown().optional() }).default({}),
});

export type RepositoryEvent = z.infer<typeof ofRepository>;

/** Where an event happened. */
export function placeOfEvent({ repository, installation }: RepositoryEvent): Place {
  const { id, name, owner } = repository;
  return { installation: installation.id, id, owner: owner.login, repo: name };
}

/** Where a repository of an installation is. */
export function placeOfBrief(
  installation: number,
  { id, full_name }: z.infer<typeof brief>,
): Place {
  const [owner = '', repo = ''] = full_name.split('/');
  return { installation, id, owner, repo };
}
