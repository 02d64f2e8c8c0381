import { isGroupCall, isPinnedRpm } from '../findings/rpm-version.ts';
import { RPM_PIN } from '../findings/rpm-pin.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'the version that you test with is in the built image (`yum list installed`), but the repositories may drop it later: hold the base image by its digest, and pin only what has to stay';

const PINNING: Pinning = {
  managers: ['yum'],
  actions: new Set(['install', 'reinstall', 'localinstall']),
  isPinned: (text) => isPinnedRpm(text) || isPathOrUrl(text),
  isExempt: isGroupCall,
  answer: versionsOr(LEFT, RPM_PIN),
};

export default {
  id: 'yum-unpinned',
  summary: 'Packages are installed by yum without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. yum takes `package-version`. A version is written in only where the policy asks for it (`pins`) and a report tells which one was installed; the repositories of Fedora drop versions, and there none is.',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
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
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'httpd', type: 'rpm', version: '2.4.62-1.el9' }],
      before: 'FROM centos:7\nRUN yum install -y httpd\n',
      after: 'FROM centos:7\nRUN yum install -y httpd-2.4.62-1.el9\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
