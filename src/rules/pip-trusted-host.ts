import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { removeCall } from '../findings/remove-call.ts';
import { pickedWords, removeWords } from '../findings/remove-words.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { runsCalling } from '../findings/runs.ts';
import { settingsOf } from '../findings/settings.ts';
import { settingSwitch, stageOf, tlsProblem, tlsQuestions } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';

const TITLE = 'Let pip check the certificate of the package index';
const REVIEW =
  'the hosts had valid certificates when they were asked; the installation fails where one has none';
const CURE =
  'give pip the certificate of its authority (`COPY` it into the image and name it with `ENV PIP_CERT`)';

const COMMON = { title: TITLE, review: REVIEW, cure: CURE, conditions: [] } as const;

function isTrust(name: string): boolean {
  return name === '--trusted-host' || name === '--allow-insecure-host';
}

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  yield* inFileOrder(
    options(dockerfile, facts),
    settings(dockerfile, facts),
    configurations(dockerfile, facts),
  );
}

function* options(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const run of runsCalling(dockerfile, facts, ['pip', 'uv'])) {
    for (const call of run.calls) {
      if (call.manager !== 'pip' && call.manager !== 'uv') continue;
      const names: string[] = [];
      const words = pickedWords(call, call.valueOptions, (name, value) => {
        if (isTrust(name)) names.push(value ?? '');
        return isTrust(name);
      });
      const [word] = words;
      if (word === undefined) continue;
      const [first = null] = call.words;
      yield {
        ...COMMON,
        span: word.span,
        message: messageOf(`\`${call.invoked} ${word.text}\``),
        option: `\`${words.map(({ text }) => text).join(' ')}\``,
        stage: run.stage,
        run,
        hosts: hostsIn(dockerfile, run.run, names.join(' ')),
        removal: () => removeWords(dockerfile, run, call.command, { first, words }),
      };
    }
  }
}

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const setting of settingsOf(dockerfile, facts)) {
    const { name, value, instruction } = setting;
    if ((name !== 'PIP_TRUSTED_HOST' && name !== 'UV_INSECURE_HOST') || value === '') continue;
    yield {
      ...COMMON,
      ...settingSwitch(dockerfile, facts, setting),
      message: messageOf(`\`${name}\``),
      stage: stageOf(dockerfile, setting),
      hosts: value === null ? null : hostsIn(dockerfile, instruction, value),
    };
  }
}

/** `pip config set global.trusted-host example.com`. */
function* configurations(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const { line, command, run } of runCommandsNamed(dockerfile, facts, ['pip', 'pip3'])) {
    const words = line.words.map(({ value }) => value ?? '');
    const index = words.findIndex((word) => word.endsWith('.trusted-host'));
    if (index === -1 || !words.includes('set')) continue;
    yield {
      ...COMMON,
      span: command.span,
      message: messageOf('`pip config set`'),
      option: `\`${words[index] ?? ''}\``,
      stage: run.stage,
      run,
      hosts: hostsIn(dockerfile, run.run, words[index + 1] ?? ''),
      removal: () => removeCall(dockerfile, run, command),
    };
  }
}

/** Names divided by blanks; null where one has no value in the file. */
function hostsIn(dockerfile: Dockerfile, instruction: Instruction, text: string): string[] | null {
  const { lookup } = scopeAt(dockerfile, instruction);
  const { value, unresolved, error } = expandWord(text, lookup, dockerfile.escape);
  const hosts = value.split(/[\s,]+/).filter((host) => host !== '');
  const isPlain = hosts.every((host) => /^[\w.-]{1,253}(?::\d{1,5})?$/.test(host));
  return error !== null || unresolved.length > 0 || !isPlain || hosts.length === 0 ? null : hosts;
}

/** pip takes nothing over http from a host that is not trusted. */
function clearHost({ text }: Dockerfile, { hosts }: TlsSwitch): string | undefined {
  return hosts?.find((host) => text.includes(`http://${host}`));
}

function problemOf(dockerfile: Dockerfile, facts: Facts, found: TlsSwitch): Problem {
  const { span, message, option } = found;
  const host = clearHost(dockerfile, found);
  if (host === undefined) return tlsProblem(facts, found);
  const left = `packages come over plain http from ${host}: write \`https://${host}\`, then remove ${option}`;
  return { span, message, fix: null, left };
}

function messageOf(by: string): string {
  return `${by} makes pip take any certificate, or none, from the hosts it names.`;
}

export default {
  id: 'pip-trusted-host',
  summary: 'pip does not check the certificate of a package index',
  rationale:
    'pip takes packages from a trusted host without a check of its certificate, and over plain HTTP ' +
    'too. A package runs code when it is installed, so whoever sits between the build and the index ' +
    'can run theirs.',
  severity: 'medium',
  safety: 'review',
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
      after: 'FROM python:3.12\nRUN pip install flask\n',
    },
    {
      name: 'the environment does the same for every call',
      before: 'FROM python:3.12\nENV PIP_TRUSTED_HOST=pypi.org\n',
      after: 'FROM python:3.12\n',
    },
  ],
  *asks(dockerfile, facts) {
    yield* tlsQuestions(switches(dockerfile, facts));
  },
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) {
      yield problemOf(dockerfile, facts, found);
    }
  },
} satisfies Rule;
