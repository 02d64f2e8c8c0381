import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['npm'],
  actions: new Set(['install', 'i', 'in', 'add']),
  // The first character may be the `@` of a scope; a tag that moves is no version.
  isPinned: (text) =>
    (/.@/.test(text) && !/.@(?:latest|next|\*)?$/.test(text)) ||
    /\.(?:tgz|tar\.gz|tar)$/.test(text) ||
    /^[\w.-]+\/[\w.-]+/.test(text) ||
    isPathOrUrl(text),
  left: 'which version is right is not to be seen in the Dockerfile: write the one that `npm ls -g` shows in the built image behind `@`, or list it in a lock file',
};

export default {
  id: 'npm-unpinned',
  summary: 'Packages are installed by npm without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. npm takes `package@version`.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3016'],
    kics: ['NPM Install Command Without Pinned Version', 'e36d8880-3f78-4546-b9a1-12f0745ca0d5'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3016'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM node:22\nRUN npm install -g serve\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
