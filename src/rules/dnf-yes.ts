import { findQuestions } from '../findings/assume-yes.ts';
import { rpmAssent } from '../findings/rpm-assent.ts';
import type { Rule } from '../findings/rule.ts';

const ASSENT = rpmAssent(['dnf', 'microdnf', 'tdnf']);

export default {
  id: 'dnf-yes',
  summary: 'dnf changes packages without `-y`',
  rationale:
    'dnf shows what it is about to do, asks, and aborts when nobody answers. During a build nobody ' +
    'can. With `-y` it takes yes for the answer.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ASSENT.managers,
  aliases: {
    hadolint: ['DL3038'],
    kics: ['Missing Flag From Dnf Install', '7ebd323c-31b7-4e5b-b26f-de5e9e477af8'],
    semgrep: ['missing-dnf-assume-yes-switch'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3038',
    'https://dnf.readthedocs.io/en/latest/command_ref.html',
  ],
  examples: [
    {
      name: 'a package is installed without an answer',
      before: 'FROM fedora:42\nRUN dnf install httpd && dnf clean all\n',
      after: 'FROM fedora:42\nRUN dnf install -y httpd && dnf clean all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findQuestions(dockerfile, facts, ASSENT);
  },
} satisfies Rule;
