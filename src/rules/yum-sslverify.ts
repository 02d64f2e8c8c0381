import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { writtenTexts } from '../findings/written-texts.ts';

const LEFT =
  "without it repositories with a certificate of an unknown authority are refused; name that authority's certificate in `sslcacert`, then remove the exception";

const COMMANDS = ['yum', 'dnf', 'microdnf', 'tdnf', 'yum-config-manager', 'dnf-config-manager'];
const OFF = /(?:^|[=.])sslverify=(?:0|false|no|off)$/i;
const WRITTEN = /\bsslverify\s?=\s?(?:0|false|no|off)\b/i;

function* options(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { line, name } of runCommandsNamed(dockerfile, facts, COMMANDS)) {
    const word = line.words.find(({ value }) => value !== null && OFF.test(value));
    if (word !== undefined) yield problem(word.span, `\`sslverify\` off makes ${name}`);
  }
}

function* files(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { span } of writtenTexts(dockerfile, facts, WRITTEN)) {
    yield problem(span, '`sslverify` off makes yum and dnf');
  }
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} take any certificate from the repositories.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'yum-sslverify',
  summary: 'yum or dnf does not check certificates of repositories',
  rationale:
    'Without the check, whoever sits between the build and the repository can hold back updates, ' +
    'read credentials, and where signatures are not checked either, put their own packages in.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: [...COMMANDS, 'echo', 'printf', 'sed'],
  aliases: { checkov: ['CKV2_DOCKER_15'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://dnf.readthedocs.io/en/latest/conf_ref.html',
  ],
  examples: [
    {
      name: 'the configuration turns the check off',
      before: 'FROM fedora:41\nRUN dnf config-manager --save --setopt=sslverify=0\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(options(dockerfile, facts), files(dockerfile, facts));
  },
} satisfies Rule;
