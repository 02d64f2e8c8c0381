import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['go'],
  actions: new Set(['install', 'get']),
  // A path without a host is of the standard library or of the module itself.
  isPinned: (text) =>
    /@(?!(?:latest|master|main|head|upgrade|patch)$)/i.test(text) ||
    !/^[\w-]+(?:\.[\w-]+)+\//.test(text) ||
    isPathOrUrl(text),
  left: 'which version is right is not to be seen in the Dockerfile: write the one that `go version -m` shows of the built program behind `@`',
};

export default {
  id: 'go-unpinned',
  summary: 'Go programs are installed without a version',
  rationale:
    'Without a version, or with `@latest`, the same Dockerfile builds different images on different days. go takes `package@version`.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3062'],
  },
  references: [
    'https://go.dev/ref/mod#go-install',
    'https://github.com/hadolint/hadolint/wiki/DL3062',
  ],
  examples: [
    {
      name: 'the latest version of a program',
      before: 'FROM golang:1.25\nRUN go install golang.org/x/tools/gopls@latest\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
