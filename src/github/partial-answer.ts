import { z } from 'zod';
import type { GitHubClient } from './client.ts';

/** What GraphQL answers where a part of the question fails alone. */
export interface PartialAnswer {
  readonly data: unknown;
  /** By the path of the field that is null instead, joined by dots: what GitHub says of it, cut. */
  readonly problems: ReadonlyMap<string, string>;
}

/** GitHub's own words are shown cut: they are text from outside. */
const LONGEST_MESSAGE = 200;

/** An answer with some data; `path` is missing where the whole question fails. */
const failureSchema = z.object({
  name: z.literal('GraphqlResponseError'),
  data: z.record(z.string(), z.unknown()),
  errors: z.array(
    z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) }),
  ),
});

/**
 * Asks where single fields may fail, such as one repository of many; what fails as a whole, nearer to the root than `depth`
 * fields, is thrown.
 */
export async function askPartly(
  { graphql }: GitHubClient,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  depth = 2,
): Promise<PartialAnswer> {
  try {
    return { data: await graphql(query, variables), problems: new Map() };
  } catch (error) {
    const failed = failureSchema.safeParse(error);
    if (!failed.success || failed.data.errors.some(({ path }) => path.length < depth)) throw error;
    const { data, errors } = failed.data;
    const problems = errors.map(({ path, message }): [string, string] => [
      path.join('.'),
      message.slice(0, LONGEST_MESSAGE),
    ]);
    return { data, problems: new Map(problems) };
  }
}
