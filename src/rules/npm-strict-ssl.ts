import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { npmRegistries } from '../findings/npm-registries.ts';
import { removeCall } from '../findings/remove-call.ts';
import { removeWords } from '../findings/remove-words.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { settingsOf } from '../findings/settings.ts';
import { settingSwitch, stageOf, tlsProblem, tlsQuestions } from '../findings/tls-switch.ts';
import type { TlsSwitch } from '../findings/tls-switch.ts';

const TITLE = 'Let npm check the certificate of the registry';
const REVIEW =
  'the registry had a valid certificate when it was asked; packages that download more while they are installed are checked again, too';
const CURE =
  'give npm the certificate of its authority (`COPY` it into the image and name it with `ENV NODE_EXTRA_CA_CERTS`)';

const VARIABLES = new Set(['npm_config_strict_ssl', 'yarn_strict_ssl', 'yarn_enable_strict_ssl']);
const KEYS = ['strict-ssl', 'enableStrictSsl'];

function* switches(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  yield* inFileOrder(settings(dockerfile, facts), commands(dockerfile, facts));
}

/** What is the same for all of them in a file. */
function commonPart(
  dockerfile: Dockerfile,
  facts: Facts,
): Pick<TlsSwitch, 'hosts' | 'conditions' | 'cure' | 'title' | 'review'> {
  const { hosts, condition } = npmRegistries(dockerfile, facts);
  return { hosts, conditions: [condition], cure: CURE, title: TITLE, review: REVIEW };
}

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const setting of settingsOf(dockerfile, facts)) {
    if (!VARIABLES.has(setting.name.toLowerCase()) || setting.value !== 'false') continue;
    yield {
      ...commonPart(dockerfile, facts),
      ...settingSwitch(dockerfile, facts, setting),
      message: messageOf(`\`${setting.name}\``),
      stage: stageOf(dockerfile, setting),
    };
  }
}

function* commands(dockerfile: Dockerfile, facts: Facts): Generator<TlsSwitch> {
  for (const found of runCommandsNamed(dockerfile, facts, ['npm', 'yarn', 'pnpm'])) {
    const { line, name, command, run } = found;
    const words = line.words.slice(1).map(({ value }) => value ?? '');
    const options = line.words.filter(isOptionOff);
    if (!isSetOff(words) && options.length === 0) continue;
    const [first = null] = line.words;
    yield {
      ...commonPart(dockerfile, facts),
      span: command.span,
      message: messageOf(`\`${name}\``),
      option: `\`${options[0]?.text ?? 'strict-ssl'}\``,
      stage: run.stage,
      run,
      removal: () => {
        if (options.length > 0) {
          return removeWords(dockerfile, run, command, { first, words: options });
        }
        return words.every(isOfSetting) ? removeCall(dockerfile, run, command) : null;
      },
    };
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

/** `npm set a=b strict-ssl=false` sets more. */
function isOfSetting(word: string): boolean {
  return /^(?:config|set|-g|-L|--global|--location=\w+|(?:strict-ssl|enableStrictSsl)(?:=false)?|false)$/.test(
    word,
  );
}

function isOptionOff({ value }: ShellWord): boolean {
  return value === '--no-strict-ssl' || value === '--strict-ssl=false';
}

function messageOf(by: string): string {
  return `${by} turns the check of the registry's certificate off.`;
}

export default {
  id: 'npm-strict-ssl',
  summary: 'npm or yarn does not check the certificate of the registry',
  rationale:
    'Without `strict-ssl` any certificate is taken. A package runs code when it is installed, so ' +
    'whoever sits between the build and the registry can run theirs.',
  severity: 'medium',
  safety: 'review',
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
      after: 'FROM node:22\nRUN npm ci\n',
    },
    {
      name: 'the environment turns the check off',
      before: 'FROM node:22\nENV NPM_CONFIG_STRICT_SSL=false\n',
      after: 'FROM node:22\n',
    },
  ],
  *asks(dockerfile, facts) {
    yield* tlsQuestions(switches(dockerfile, facts));
  },
  *check(dockerfile, facts) {
    for (const found of switches(dockerfile, facts)) yield tlsProblem(facts, found);
  },
} satisfies Rule;
