import type { Rule } from '../findings/rule.ts';
import { optionWord, runCommandsNamed } from '../findings/run-commands.ts';

const OPTIONS = ['--nosignature', '--nodigest', '--noverify', '--nofiledigest'];

const LEFT =
  'without it rpm refuses packages that are damaged or not signed by a known key; import the key of their publisher (`rpm --import`), then remove the option';

export default {
  id: 'rpm-nosignature',
  summary: 'rpm does not verify packages',
  rationale:
    'Signature and digests say that a package is what its publisher made. Without them, whoever can ' +
    'change the file or the download can put their own programs into the image, and run code as root ' +
    'while it is built.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['rpm'],
  aliases: { checkov: ['CKV2_DOCKER_10'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://rpm.org/docs/latest/man/rpm.8',
  ],
  examples: [
    {
      name: 'a package is installed without a check',
      before: 'FROM rockylinux:9\nRUN rpm -i --nosignature https://example.com/tool.rpm\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { line } of runCommandsNamed(dockerfile, facts, ['rpm'])) {
      const word = optionWord(line, OPTIONS);
      if (word === null) continue;
      const message = `\`rpm ${word.text}\` takes packages that are damaged or forged.`;
      yield { span: word.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
