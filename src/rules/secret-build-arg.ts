import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Problem, Rule } from '../findings/rule.ts';
import { isSecretName } from '../findings/secret-names.ts';

const ARG_LEFT =
  'who builds passes it with `--build-arg` and has to change too: pass it with `--secret` and read it where it is needed with `RUN --mount=type=secret`';
const ENV_LEFT =
  'the program may read it at run time: give it to the running container from outside, and to the build with `RUN --mount=type=secret`';

/** Names declared by `ARG name`, or with an empty default. */
function declaredNames({ keyword, pairs }: Instruction): string[] {
  if (keyword !== 'ARG') return [];
  return pairs
    .filter(({ value }) => value === null || /^(?:""|'')?$/.test(value.text))
    .map(({ key }) => key.text);
}

/** ENV that keeps what a build argument was given, for good. */
function* keptArguments(
  instruction: Instruction,
  declared: ReadonlySet<string>,
): Generator<Problem> {
  if (instruction.keyword !== 'ENV') return;
  for (const { key, value } of instruction.pairs) {
    const name = /^["']?\$\{?(\w+)/.exec(value?.text ?? '')?.[1] ?? '';
    if (!declared.has(name) || !isSecretName(name)) continue;
    const message = `ENV keeps the build argument \`${name}\` in the configuration of the image.`;
    yield { span: key.span, message, fix: null, left: ENV_LEFT };
  }
}

function* check({ instructions }: Dockerfile): Generator<Problem> {
  const declared = new Set<string>();
  for (const outer of instructions) {
    const instruction = outer.trigger ?? outer;
    yield* keptArguments(instruction, declared);
    for (const name of declaredNames(instruction)) {
      if (declared.has(name)) continue;
      declared.add(name);
      if (!isSecretName(name)) continue;
      const message = `The build argument \`${name}\` stays readable in the history of the image.`;
      const span = instruction.pairs.find(({ key }) => key.text === name)?.key.span;
      yield { span: span ?? instruction.span, message, fix: null, left: ARG_LEFT };
    }
  }
}

export default {
  id: 'secret-build-arg',
  summary: 'A secret is passed to the build as an argument',
  rationale:
    'The value of a build argument is kept in the history of every layer that was built with it, and ' +
    'in the build cache and its attestations. A secret mount is there for one RUN only and leaves ' +
    'nothing behind. Names such as NPM_TOKEN say that a secret is meant.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['ARG'],
  aliases: {
    hadolint: ['DL3064'],
    trivy: ['DS-0031', 'DS031'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    dockle: ['CIS-DI-0010'],
    sonar: ['S6472'],
    semgrep: ['secret-in-build-arg'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/building/secrets/',
  ],
  examples: [
    {
      name: 'a token for a registry is a build argument',
      before: 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n',
      after: null,
    },
  ],
  check,
} satisfies Rule;
