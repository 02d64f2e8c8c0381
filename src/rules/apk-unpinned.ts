import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'a branch of Alpine keeps only the newest revision, which an exact pin would miss: hold the base image by its digest, or the part of the version that matters with `package=~1.2`';

const PINNING: Pinning = {
  managers: ['apk'],
  actions: new Set(['add']),
  // `pkg=1.2`, `pkg~1.2`, `pkg>1`, a file, and `!pkg`, which keeps it out.
  isPinned: (text) => /[=~<>]|\.apk$|^!/.test(text) || isPathOrUrl(text),
  answer: () => ({ fix: null, left: LEFT }),
};

export default {
  id: 'apk-unpinned',
  summary: 'Packages are added by apk without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. apk takes `package=version` and, less strict, `package~1.2`. No version is written in: a branch of Alpine keeps only the newest revision of a package.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3018'],
    kics: ['Unpinned Package Version in Apk Add', 'd3499f6d-1651-41bb-a9a7-de925fea487b'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3018'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
