import { isGroupCall, isPinnedRpm } from '../findings/rpm-version.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['yum'],
  actions: new Set(['install', 'reinstall', 'localinstall']),
  isPinned: (text) => isPinnedRpm(text) || isPathOrUrl(text),
  isExempt: isGroupCall,
  left: 'the version that you test with is in the built image (`yum list installed`), but the repositories may drop it later: hold the base image by its digest, and pin only what has to stay',
};

export default {
  id: 'yum-unpinned',
  summary: 'Packages are installed by yum without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. yum takes `package-version`. No version is written in: the repositories decide which there are.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3033'],
    kics: ['Yum install Without Version', '6452c424-1d92-4deb-bb18-a03e95d579c4'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3033'],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
