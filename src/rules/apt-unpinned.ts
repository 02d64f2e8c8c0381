import { findUnpinned } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

/** Archives of every day, by distribution. */
const SNAPSHOTS: ReadonlyMap<string, string> = new Map([
  ['debian', 'snapshot.debian.org'],
  ['ubuntu', 'snapshot.ubuntu.com'],
]);

const PINNING: Pinning = {
  managers: ['apt-get', 'apt', 'aptitude'],
  actions: new Set(['install']),
  // `pkg=1.2`, `pkg/release`, a file, and `pkg-`, which removes.
  isPinned: (text) => /[=/]|\.deb$|-$/.test(text),
  left: (facts, { stage }) => {
    const archive = SNAPSHOTS.get(facts.base(stage).distribution);
    const snapshot =
      archive === undefined
        ? 'a dated snapshot of its archive'
        : `a dated snapshot of \`${archive}\``;
    return `a pin breaks the build when the mirrors drop that version: hold the base image by its digest, and where each package has to stay the same, install from ${snapshot}`;
  },
};

export default {
  id: 'apt-unpinned',
  summary: 'Packages are installed by apt without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. apt takes `package=version`. No version is written in: the mirrors of Debian and Ubuntu drop a version as soon as there is a newer one, and the build then fails. A base image by digest and a snapshot of the archive hold more.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3008'],
    kics: ['Apt Get Install Pin Version Not Defined', '965a08d7-ef86-4f14-8792-4a3b2098937e'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3008', 'https://snapshot.debian.org/'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM debian:12\nRUN apt-get install -y curl\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
