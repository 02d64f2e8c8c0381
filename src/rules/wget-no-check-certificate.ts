import { WGET_VALUE_OPTIONS } from '../dockerfile/download-command.ts';
import type { Rule } from '../findings/rule.ts';
import { optionWord, runCommandsNamed } from '../findings/run-commands.ts';

const LEFT =
  'without the option the download fails where the certificate is from an unknown authority, or where ca-certificates is not installed; install what is missing, then remove the option';

export default {
  id: 'wget-no-check-certificate',
  summary: 'wget does not check the certificate of the server',
  rationale:
    'With `--no-check-certificate` wget takes any certificate, so whoever sits between the build and ' +
    'the server can put another file in place of the one that was asked for, and it ends up in the ' +
    'image. Most often the option only hides that the package `ca-certificates` is missing.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['wget'],
  aliases: { checkov: ['CKV2_DOCKER_3'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://rules.sonarsource.com/docker/RSPEC-4830/',
    'https://www.gnu.org/software/wget/manual/wget.html#HTTPS-_0028SSL_002fTLS_0029-Options',
  ],
  examples: [
    {
      name: 'an archive is downloaded without a check',
      before: 'FROM debian:12\nRUN wget --no-check-certificate https://example.com/app.tar.gz\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { line } of runCommandsNamed(dockerfile, facts, ['wget'])) {
      const word = optionWord(line, ['--no-check-certificate'], WGET_VALUE_OPTIONS);
      if (word === null) continue;
      const message = `\`wget ${word.text}\` takes any certificate, also that of an attacker.`;
      yield { span: word.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
