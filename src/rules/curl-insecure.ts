import { CURL_VALUE_OPTIONS } from '../dockerfile/download-command.ts';
import type { Rule } from '../findings/rule.ts';
import { optionWord, runCommandsNamed } from '../findings/run-commands.ts';

const OPTIONS = ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'];

const LEFT =
  "without the option the download fails where the certificate is from an unknown authority; add that authority's certificate to the image, then remove the option";

export default {
  id: 'curl-insecure',
  summary: 'curl does not check the certificate of the server',
  rationale:
    'With `-k` curl takes any certificate, so whoever sits between the build and the server can put ' +
    'another file in place of the one that was asked for, and it ends up in the image. Where the ' +
    'server has a certificate of an authority of your own, add that to the image and let curl check.',
  severity: 'medium',
  safety: null,
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
      before: 'FROM debian:12\nRUN curl -fsSLk https://example.com/tool -o /usr/bin/tool\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { line } of runCommandsNamed(dockerfile, facts, ['curl'])) {
      const word = optionWord(line, OPTIONS, CURL_VALUE_OPTIONS);
      if (word === null) continue;
      const message = `\`curl ${word.text}\` takes any certificate, also that of an attacker.`;
      yield { span: word.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
