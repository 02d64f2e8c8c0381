import { isGroupCall, isPinnedRpm } from '../findings/rpm-version.ts';
import { RPM_PIN } from '../findings/rpm-pin.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'the version that you test with is in the built image (`dnf list --installed`), but the repositories may drop it later: hold the base image by its digest, and pin only what has to stay';

const PINNING: Pinning = {
  managers: ['dnf', 'microdnf', 'tdnf'],
  actions: new Set(['install', 'reinstall', 'localinstall']),
  isPinned: (text) => isPinnedRpm(text) || isPathOrUrl(text),
  isExempt: isGroupCall,
  answer: versionsOr(LEFT, RPM_PIN),
};

export default {
  id: 'dnf-unpinned',
  summary: 'Packages are installed by dnf without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. dnf takes `package-version`. A version is written in only where the policy asks for it (`pins`) and a report tells which one was installed; the repositories of Fedora drop versions, and there none is.',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
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
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'httpd', type: 'rpm', version: '2.4.62-1.el9' }],
      before: 'FROM rockylinux:9\nRUN dnf install -y httpd\n',
      after: 'FROM rockylinux:9\nRUN dnf install -y httpd-2.4.62-1.el9\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
