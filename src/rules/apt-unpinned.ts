import type { Dockerfile } from '../dockerfile/model.ts';
import { fromDatedArchive, snapshotAnswers } from '../findings/debian-snapshot.ts';
import { findUnpinned } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

/** Archives of every day, by distribution. */
const SNAPSHOTS: ReadonlyMap<string, string> = new Map([
  ['debian', 'snapshot.debian.org'],
  ['ubuntu', 'snapshot.ubuntu.com'],
]);

const MANAGERS = ['apt-get', 'apt', 'aptitude'] as const;

function pinningOf(dockerfile: Dockerfile): Pinning {
  const fromSnapshot = snapshotAnswers();
  return {
    managers: MANAGERS,
    actions: new Set(['install']),
    // `pkg=1.2`, `pkg/release`, a file, and `pkg-`, which removes.
    isPinned: (text) => /[=/]|\.deb$|-$/.test(text),
    isExempt: fromDatedArchive(dockerfile),
    answer: (place) => {
      const { distribution } = place.facts.base(place.run.stage);
      return place.facts.policy.pins === 'snapshot' && distribution === 'debian'
        ? fromSnapshot(place)
        : { fix: null, left: leftOn(distribution) };
    },
  };
}

function leftOn(distribution: string): string {
  const archive = SNAPSHOTS.get(distribution);
  const snapshot =
    archive === undefined
      ? 'a dated snapshot of its archive'
      : `a dated snapshot of \`${archive}\``;
  return `a pin breaks the build when the mirrors drop that version: hold the base image by its digest, and where each package has to stay the same, install from ${snapshot}`;
}

export default {
  id: 'apt-unpinned',
  summary: 'Packages are installed by apt without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. apt takes `package=version`. No version is written in: the mirrors of Debian and Ubuntu drop a version as soon as there is a newer one, and the build then fails. A base image by digest and a snapshot of the archive hold more: where the policy asks for it (`pins: snapshot`), the fix makes apt use the snapshot that official images name in their sources, so that packages have the day of the base image and move with it.',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: ({ pins }) => pins === 'snapshot',
  effects: ['packages', 'files'],
  paths: ['/**'],
  about: MANAGERS,
  aliases: {
    hadolint: ['DL3008'],
    kics: ['Apt Get Install Pin Version Not Defined', '965a08d7-ef86-4f14-8792-4a3b2098937e'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3008',
    'https://snapshot.debian.org/',
    'https://manpages.debian.org/sources.list',
  ],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM debian:12\nRUN apt-get install -y curl\n',
      after: null,
    },
    {
      name: 'the policy asks for a snapshot',
      policy: { pins: 'snapshot' },
      before: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\n',
      after: String.raw`FROM debian:12
RUN sed -Ei '/^URIs:/d; s|^# (http://snapshot.debian.org/.*)|URIs: \1\nCheck-Valid-Until: no|' /etc/apt/sources.list.d/debian.sources && \
    apt-get update && apt-get install -y curl
`,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, pinningOf(dockerfile));
  },
} satisfies Rule;
