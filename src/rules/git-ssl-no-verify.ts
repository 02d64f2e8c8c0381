import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  "without it git refuses servers with a certificate of an unknown authority; add that authority's certificate to the image (`http.sslCAInfo`), then remove the exception";

const OFF = /^(?:false|0|no|off)$/i;

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { name, span } of settingsOf(dockerfile, facts)) {
    // Git looks only at whether the variable is there.
    if (name === 'GIT_SSL_NO_VERIFY') yield problem(span, '`GIT_SSL_NO_VERIFY`, of any value,');
  }
}

function* configurations(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { line, command } of runCommandsNamed(dockerfile, facts, ['git'])) {
    const words = line.words.map(({ value }) => value ?? '');
    if (words.some((word, index) => isOff(word, words[index + 1]))) {
      yield problem(command.span, '`http.sslVerify=false`');
    }
  }
}

/** `-c http.sslVerify=false`, `config http.https://host/.sslVerify false`. */
function isOff(word: string, next: string | undefined): boolean {
  const [key = '', value = next ?? ''] = word.split('=', 2);
  return /^http\./i.test(key) && /\.sslverify$/i.test(key) && OFF.test(value);
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} makes git take any certificate, also that of an attacker.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'git-ssl-no-verify',
  summary: 'git does not check the certificate of the server',
  rationale:
    'Whoever sits between the build and the server can hand out other source code, and it ends up in ' +
    'the image. `GIT_SSL_NO_VERIFY` counts with any value, `0` and `false` included, because git looks ' +
    'only at whether it is set.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['git', 'GIT_SSL_NO_VERIFY'],
  aliases: { checkov: ['CKV2_DOCKER_14'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify',
  ],
  examples: [
    {
      name: 'a repository is cloned without a check',
      before: 'FROM debian:12\nRUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/app.git\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(settings(dockerfile, facts), configurations(dockerfile, facts));
  },
} satisfies Rule;
