import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { settingsOf } from '../findings/settings.ts';
import { packageOptions } from '../findings/unsafe-options.ts';

const LEFT =
  "without it the installation fails where the index has a certificate of an unknown authority, or none; give pip that authority's certificate (`PIP_CERT`), then remove the exception";

function* options(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  const isTrust = (name: string): boolean =>
    name === '--trusted-host' || name === '--allow-insecure-host';
  for (const { invoked, text, span } of packageOptions(dockerfile, facts, ['pip', 'uv'], isTrust)) {
    yield problem(span, `\`${invoked} ${text}\``);
  }
}

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { name, value, span } of settingsOf(dockerfile, facts)) {
    const isTrust = name === 'PIP_TRUSTED_HOST' || name === 'UV_INSECURE_HOST';
    if (isTrust && value !== '') yield problem(span, `\`${name}\``);
  }
}

/** `pip config set global.trusted-host example.com`. */
function* configurations(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { line, command } of runCommandsNamed(dockerfile, facts, ['pip', 'pip3'])) {
    const words = line.words.map(({ value }) => value ?? '');
    const isTrust = words.some((word) => word.endsWith('.trusted-host'));
    if (isTrust && words.includes('set')) yield problem(command.span, '`pip config set`');
  }
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} makes pip take any certificate, or none, from the hosts it names.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'pip-trusted-host',
  summary: 'pip does not check the certificate of a package index',
  rationale:
    'pip takes packages from a trusted host without a check of its certificate, and over plain HTTP ' +
    'too. A package runs code when it is installed, so whoever sits between the build and the index ' +
    'can run theirs.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['pip', 'pip3', 'uv', 'PIP_TRUSTED_HOST', 'UV_INSECURE_HOST'],
  aliases: { checkov: ['CKV2_DOCKER_4', 'CKV2_DOCKER_16'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://pip.pypa.io/en/stable/topics/https-certificates/',
  ],
  examples: [
    {
      name: 'the public index is trusted without a check',
      before: 'FROM python:3.12\nRUN pip install --trusted-host pypi.org flask\n',
      after: null,
    },
    {
      name: 'the environment does the same for every call',
      before: 'FROM python:3.12\nENV PIP_TRUSTED_HOST=pypi.org\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(
      options(dockerfile, facts),
      settings(dockerfile, facts),
      configurations(dockerfile, facts),
    );
  },
} satisfies Rule;
