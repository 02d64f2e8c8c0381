import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

const LEFT =
  'their options differ in names, redirects and exit codes, so each call has to be translated by hand: keep the one that the program in the image calls, or else curl, translate the other calls, and drop the other package';

export default {
  id: 'wget-and-curl',
  summary: 'wget and curl are both used in one stage',
  rationale:
    'Both do the same here. Two of them mean one more package to install, to scan and to update, and ' +
    'two ways to say the same in one file.',
  severity: 'low',
  safety: null,
  effects: [],
  about: ['wget'],
  aliases: {
    hadolint: ['DL4001'],
    trivy: ['DS-0014', 'DS014'],
    kics: ['Run Using wget and curl', "Run Using 'wget' and 'curl'"],
    semgrep: ['use-either-wget-or-curl'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL4001',
    'https://avd.aquasec.com/misconfig/ds-0014',
  ],
  examples: [
    {
      name: 'one file is fetched with each',
      before: 'FROM debian:12\nRUN wget https://example.com/a\nRUN curl -O https://example.com/b\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const calls = runCommandsNamed(dockerfile, facts, ['wget', 'curl']);
    for (const stage of dockerfile.stages) {
      const own = calls.filter(({ run }) => run.stage === stage);
      const second = own.find(({ name }) => name !== own[0]?.name);
      if (second === undefined) continue;
      const first = second.name === 'curl' ? 'wget' : 'curl';
      const message = `This stage uses \`${second.name}\` here and \`${first}\` before.`;
      yield { span: second.command.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
