import { hasOption } from '../dockerfile/command-line.ts';
import { ZYPPER_PIN } from '../findings/rpm-pin.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'the version that you test with is in the built image (`zypper se -si`), but the repositories may drop it later: hold the base image by its digest, and pin only what has to stay';

const PINNING: Pinning = {
  managers: ['zypper'],
  actions: new Set(['install', 'in']),
  isPinned: (text) => /[=<>]|\.rpm$|^[-!]/.test(text) || isPathOrUrl(text),
  isExempt: (call) => hasOption(call, ['-t', '--type'], call.valueOptions),
  answer: versionsOr(LEFT, ZYPPER_PIN),
};

export default {
  id: 'zypper-unpinned',
  summary: 'Packages are installed by zypper without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days. zypper takes `package=version`. A version is written in only where the policy asks for it (`pins`) and a report tells which one was installed; the repositories of Fedora drop versions, and there none is.',
  severity: 'low',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3037'],
    kics: ['Zypper Install Without Version', '562952e4-0348-4dea-9826-44f3a2c6117b'],
  },
  references: ['https://github.com/hadolint/hadolint/wiki/DL3037'],
  examples: [
    {
      name: 'a package without a version',
      before:
        'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd && zypper clean\n',
      after: null,
    },
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'httpd', type: 'rpm', version: '2.4.62-1.el9' }],
      before: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd\n',
      after: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd=2.4.62-1.el9\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
