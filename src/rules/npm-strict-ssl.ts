import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  "without it the installation fails where the registry has a certificate of an unknown authority; name that authority's certificate in `cafile`, then remove the exception";

const VARIABLES = new Set(['npm_config_strict_ssl', 'yarn_strict_ssl', 'yarn_enable_strict_ssl']);
const KEYS = ['strict-ssl', 'enableStrictSsl'];

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { name, value, span } of settingsOf(dockerfile, facts)) {
    if (VARIABLES.has(name.toLowerCase()) && value === 'false') yield problem(span, `\`${name}\``);
  }
}

function* commands(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { line, name, command } of runCommandsNamed(dockerfile, facts, [
    'npm',
    'yarn',
    'pnpm',
  ])) {
    const words = line.words.slice(1).map(({ value }) => value ?? '');
    if (isSetOff(words) || isOptionOff(words)) yield problem(command.span, `\`${name}\``);
  }
}

/** `config set strict-ssl false`, `set strict-ssl=false`. */
function isSetOff(words: readonly string[]): boolean {
  const start = words.indexOf('set') + 1;
  if (start === 0) return false;
  return words.slice(start).some((word, index, rest) => {
    return KEYS.some(
      (key) => word === `${key}=false` || (word === key && rest[index + 1] === 'false'),
    );
  });
}

function isOptionOff(words: readonly string[]): boolean {
  return words.includes('--no-strict-ssl') || words.includes('--strict-ssl=false');
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} turns the check of the registry's certificate off.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'npm-strict-ssl',
  summary: 'npm or yarn does not check the certificate of the registry',
  rationale:
    'Without `strict-ssl` any certificate is taken. A package runs code when it is installed, so ' +
    'whoever sits between the build and the registry can run theirs.',
  severity: 'medium',
  safety: null,
  effects: [],
  aliases: { checkov: ['CKV2_DOCKER_12', 'CKV2_DOCKER_13'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://docs.npmjs.com/cli/using-npm/config#strict-ssl',
  ],
  examples: [
    {
      name: 'the configuration turns the check off',
      before: 'FROM node:22\nRUN npm config set strict-ssl false && npm ci\n',
      after: null,
    },
    {
      name: 'the environment turns the check off',
      before: 'FROM node:22\nENV NPM_CONFIG_STRICT_SSL=false\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(settings(dockerfile, facts), commands(dockerfile, facts));
  },
} satisfies Rule;
