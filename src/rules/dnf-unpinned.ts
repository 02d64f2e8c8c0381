import { isGroupCall, isPinnedRpm } from '../findings/rpm-version.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['dnf', 'microdnf', 'tdnf'],
  actions: new Set(['install', 'reinstall', 'localinstall']),
  isPinned: (text) => isPinnedRpm(text) || isPathOrUrl(text),
  isExempt: isGroupCall,
  left: 'the version that you test with is in the built image (`dnf list --installed`), but the repositories may drop it later: hold the base image by its digest, and pin only what has to stay',
};

export default {
  id: 'dnf-unpinned',
  summary: 'Packages are installed by dnf without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. dnf takes `package-version`. No version is written in: the repositories decide which there are.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3041'],
    kics: ['Missing Version Specification In dnf install', '93d88cf7-f078-46a8-8ddc-178e03aeacf1'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3041'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
