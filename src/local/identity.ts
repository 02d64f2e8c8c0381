/** Who our commits are by: environment for git. */
export const IDENTITY = {
  GIT_AUTHOR_NAME: 'Seaworthy',
  GIT_AUTHOR_EMAIL: 'seaworthy@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'Seaworthy',
  GIT_COMMITTER_EMAIL: 'seaworthy@users.noreply.github.com',
} as const;
