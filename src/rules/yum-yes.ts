import { findQuestions } from '../findings/assume-yes.ts';
import { rpmAssent } from '../findings/rpm-assent.ts';
import type { Rule } from '../findings/rule.ts';

const ASSENT = rpmAssent(['yum']);

export default {
  id: 'yum-yes',
  summary: 'yum changes packages without `-y`',
  rationale:
    'yum shows what it is about to do, asks, and aborts when nobody answers. During a build nobody ' +
    'can. With `-y` it takes yes for the answer.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ASSENT.managers,
  aliases: {
    hadolint: ['DL3030'],
    kics: ['Yum Install Allows Manual Input', '6e19193a-8753-436d-8a09-76dcff91bb03'],
    semgrep: ['missing-yum-assume-yes-switch'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3030',
    'https://man7.org/linux/man-pages/man8/yum.8.html',
  ],
  examples: [
    {
      name: 'a package is installed without an answer',
      before: 'FROM centos:7\nRUN yum install httpd && yum clean all\n',
      after: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findQuestions(dockerfile, facts, ASSENT);
  },
} satisfies Rule;
