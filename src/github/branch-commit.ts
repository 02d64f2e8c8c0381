import { z } from 'zod';

/** As much of a commit as tells whose it is, in GraphQL. */
export const BRANCH_COMMIT = `fragment BranchCommit on Commit {
  oid message author { email user { login } } tree { oid } parents(first: 2) { nodes { oid } }
}`;

export const branchCommitSchema = z.object({
  oid: z.string(),
  message: z.string(),
  author: z
    .object({ email: z.string().nullable(), user: z.object({ login: z.string() }).nullable() })
    .nullable(),
  tree: z.object({ oid: z.string() }),
  parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }),
});

export type BranchCommit = Readonly<z.infer<typeof branchCommitSchema>>;
