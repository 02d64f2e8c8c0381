import { WGET_VALUE_OPTIONS } from '../dockerfile/download-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { switchProblem, switchQuestions } from '../findings/certificate-switch.ts';
import type { CertificateSwitch } from '../findings/certificate-switch.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { optionWord, runCommandsNamed } from '../findings/run-commands.ts';

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<CertificateSwitch> {
  for (const found of runCommandsNamed(dockerfile, facts, ['wget'])) {
    const word = optionWord(found.line, ['--no-check-certificate'], WGET_VALUE_OPTIONS);
    if (word === null) continue;
    const message = `\`wget ${word.text}\` takes any certificate, also that of an attacker.`;
    yield { found, word, message };
  }
}

export default {
  id: 'wget-no-check-certificate',
  summary: 'wget does not check the certificate of the server',
  rationale:
    'With `--no-check-certificate` wget takes any certificate, so whoever sits between the build and ' +
    'the server can put another file in place of the one that was asked for, and it ends up in the ' +
    'image. Most often the option only hides that the package `ca-certificates` is missing.',
  severity: 'medium',
  safety: 'review',
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
  *asks(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield* switchQuestions(dockerfile, found);
  },
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) {
      yield switchProblem(dockerfile, facts, found);
    }
  },
} satisfies Rule;
