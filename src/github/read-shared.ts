import { z } from 'zod';
import { CONFIG_PATHS } from '../config/defaults.ts';
import type { SharedFile } from '../remediation/repository.ts';
import type { GitHubClient } from './client.ts';
import { blobSchema, exactText } from './exact-text.ts';

/** The name of the field, which other fields of a query stand beside. */
const FIELD = 'shared';

/** What is asked for: the first of the paths that exists. */
export interface SharedQuestion {
  readonly owner: string;
  readonly repository: string;
  readonly paths: readonly string[];
}

const sharedSchema = z.object({
  [FIELD]: z.looseObject({ nameWithOwner: z.string() }).nullable(),
});

const refusedSchema = z.object({
  name: z.literal('GraphqlResponseError'),
  data: z.unknown(),
  errors: z.array(
    z.object({
      type: z.enum(['NOT_FOUND', 'FORBIDDEN']),
      path: z.tuple([z.literal(FIELD)], z.unknown()),
    }),
  ),
});

/** The question for a configuration of a repository, of which its path may be left out. */
export function sharedQuestion(
  owner: string,
  repository: string,
  path: string | null,
): SharedQuestion {
  return { owner, repository, paths: path === null ? CONFIG_PATHS : [path] };
}

/** A field for the root of a query. Whoever moved a repository to another owner did not mean to keep it here. */
export function sharedField({ owner, repository, paths }: SharedQuestion): string {
  const objects = paths.map(
    (path, index) =>
      `s${index}: object(expression: ${JSON.stringify(`HEAD:${path}`)}) { ... on Blob { text byteSize } }`,
  );
  return `${FIELD}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(repository)},
    followRenames: false) { nameWithOwner ${objects.join(' ')} }`;
}

/** Asks with that field; where there is no such repository, or none for us to see, the field alone fails. */
export async function askWithShared(
  { graphql }: Pick<GitHubClient, 'graphql'>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<unknown> {
  try {
    return await graphql(query, variables);
  } catch (error) {
    const refused = refusedSchema.safeParse(error);
    if (refused.success) return refused.data.data;
    throw error;
  }
}

/** Reads that field of an answer. */
export function readSharedField(answer: unknown, { paths }: SharedQuestion): SharedFile {
  const { shared } = sharedSchema.parse(answer);
  if (shared === null) return { kind: 'absent' };
  for (const [index, path] of paths.entries()) {
    const blob = blobSchema.safeParse(shared[`s${index}`]);
    if (!blob.success) continue;
    const content = exactText(blob.data);
    if (content === null) return { kind: 'unreadable', reason: 'it is no text in UTF-8' };
    if (!content.ok) return { kind: 'unreadable', reason: content.reason };
    return { kind: 'read', repository: shared.nameWithOwner, path, text: content.text };
  }
  return { kind: 'absent' };
}

/** Asks for nothing else. */
export async function readShared(
  client: GitHubClient,
  question: SharedQuestion,
): Promise<SharedFile> {
  const answer = await askWithShared(client, `query { ${sharedField(question)} }`);
  return readSharedField(answer, question);
}
