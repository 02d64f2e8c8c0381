import { CURL_VALUE_OPTIONS } from '../dockerfile/download-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { switchProblem, switchQuestions } from '../findings/certificate-switch.ts';
import type { CertificateSwitch } from '../findings/certificate-switch.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { optionWord, runCommandsNamed } from '../findings/run-commands.ts';

const OPTIONS = ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'];

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<CertificateSwitch> {
  for (const found of runCommandsNamed(dockerfile, facts, ['curl'])) {
    const word = optionWord(found.line, OPTIONS, CURL_VALUE_OPTIONS);
    if (word === null) continue;
    const message = `\`curl ${word.text}\` takes any certificate, also that of an attacker.`;
    yield { found, word, message };
  }
}

export default {
  id: 'curl-insecure',
  summary: 'curl does not check the certificate of the server',
  rationale:
    'With `-k` curl takes any certificate, so whoever sits between the build and the server can put ' +
    'another file in place of the one that was asked for, and it ends up in the image. Where the ' +
    'server has a certificate of an authority of your own, add that to the image and let curl check.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['curl'],
  aliases: { checkov: ['CKV2_DOCKER_2'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://rules.sonarsource.com/docker/RSPEC-4830/',
    'https://curl.se/docs/sslcerts.html',
  ],
  examples: [
    {
      name: 'a file is downloaded without a check',
      before: 'FROM alpine:3.22\nRUN curl -fsSLk https://example.com/tool -o /usr/bin/tool\n',
      after: 'FROM alpine:3.22\nRUN curl -fsSL https://example.com/tool -o /usr/bin/tool\n',
      downloads: {
        'https://example.com/tool': {
          ok: true,
          address: 'https://example.com/tool',
          sha256: null,
          text: null,
        },
      },
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
