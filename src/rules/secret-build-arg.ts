import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { programNames } from '../findings/program-variables.ts';
import { removePair } from '../findings/remove-pair.ts';
import type { PairRemoval } from '../findings/remove-pair.ts';
import type {
  CommandChange,
  Facts,
  Fix,
  InstructionChange,
  Precondition,
  Problem,
  Rule,
} from '../findings/rule.ts';
import { stageChain } from '../findings/base-image.ts';
import { mountSecret, mountText } from '../findings/secret-mount.ts';
import { isSecretName } from '../findings/secret-names.ts';
import { otherBuilder } from '../findings/secret-builders.ts';
import { secretReads } from '../findings/secret-reads.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';
import type { Surroundings } from '../findings/surroundings.ts';

const ENV_LEFT =
  'the program may read it at run time: give it to the running container from outside, and to the build with `RUN --mount=type=secret`';

/** What has to be written, where no edit can do it. */
function byHand(name: string): string {
  return `write \`RUN ${mountText(name)}\` where it is read, drop the ARG, and build with \`--secret id=${name},env=${name}\` in place of \`--build-arg ${name}\``;
}

type Cure = { readonly fix: Fix } | { readonly fix: null; readonly left: string };

function cureOf(dockerfile: Dockerfile, facts: Facts, name: string): Cure {
  const refuse = (why: string): Cure => ({ fix: null, left: `${why}; ${byHand(name)}` });
  const surroundings = facts.surroundings();
  if (surroundings === null)
    return { fix: null, left: `who builds has to change, too: ${byHand(name)}` };
  const reads = secretReads(dockerfile, facts, surroundings, name);
  if (!reads.ok) return refuse(reads.left);
  const edits: TextEdit[] = [];
  const commands: CommandChange[] = [];
  for (const run of reads.runs) {
    const outcome = mountSecret(dockerfile, facts, run, name);
    if (!outcome.ok) return refuse(outcome.left);
    edits.push(...outcome.edits);
    commands.push(...outcome.commands);
  }
  const program = keptCondition(dockerfile, facts, reads.kept, name);
  if ('left' in program) return refuse(program.left);
  const removal = withoutName(dockerfile, [...reads.declarations, ...reads.kept], name);
  if (removal === null) return refuse('a comment stands between the names of one instruction');
  const builds = editedBuilds(surroundings, name);
  if ('left' in builds) return refuse(builds.left);
  const fix: Fix = {
    title: `Pass \`${name}\` as a secret that only the RUNs see which read it`,
    edits: [...edits, ...removal.edits],
    commands,
    instructions: removal.instructions,
    ...(reads.kept.length === 0 ? {} : { effects: ['env'] }),
    companions: builds.companions,
    review: `Images and caches that were built so far keep the value: replace it by a new one. Every build now has to pass \`--secret id=${name}\`.`,
    preconditions: [
      {
        text: `every build that the repository shows passes \`${name}\` as a secret`,
        state: 'held',
      },
      { text: `nothing reads \`${name}\` when the container runs`, state: program.state },
      ...reads.conditions,
    ],
  };
  return { fix };
}

/** Takes the name out of all of them; null where that is not exact. */
function withoutName(
  dockerfile: Dockerfile,
  instructions: readonly Instruction[],
  name: string,
): PairRemoval | null {
  const edits: TextEdit[] = [];
  const changes: InstructionChange[] = [];
  for (const instruction of instructions) {
    const pair = instruction.pairs.find(({ key }) => key.text === name);
    const removal = pair === undefined ? null : removePair(dockerfile, instruction, pair);
    if (removal === null) return null;
    edits.push(...removal.edits);
    changes.push(...removal.instructions);
  }
  return { edits, instructions: changes };
}

/** An argument that ENV keeps may be read at run time, where its stage is shipped. */
function keptCondition(
  dockerfile: Dockerfile,
  facts: Facts,
  kept: readonly Instruction[],
  name: string,
): Pick<Precondition, 'state'> | { readonly left: string } {
  const leaves = dockerfile.stages.filter((stage) => {
    return stage === dockerfile.stages.at(-1) || !isStageUsed(dockerfile, stage);
  });
  const shipped = leaves.flatMap(stageChain).map(({ index }) => index);
  if (!kept.some(({ stage }) => stage !== null && shipped.includes(stage)))
    return { state: 'held' };
  const { state, file } = programNames(dockerfile, facts, name);
  if (file === null) return { state };
  return {
    left: `${file} names \`${name}\`, which ENV gives to the program: give it to the container when it starts`,
  };
}

/** The build files with the secret; a clause where one of them has to be changed by hand. */
function editedBuilds(
  surroundings: Surroundings,
  name: string,
): { readonly companions: NonNullable<Fix['companions']> } | { readonly left: string } {
  const builds = surroundings.builds();
  const passing = builds.filter(({ args }) => args.has(name));
  if (passing.length === 0) return { left: 'no build in the repository shows how it is passed' };
  const other = otherBuilder(surroundings, name, passing);
  if (other !== null) return { left: `${other} passes it in a way that cannot be edited exactly` };
  const outcome = surroundings.editors.passAsSecret(passing, name, surroundings.text);
  return outcome.ok ? { companions: outcome.files } : { left: outcome.left };
}

/** Names declared by `ARG name`, or with an empty default. */
function declaredNames({ keyword, pairs }: Instruction): string[] {
  if (keyword !== 'ARG') return [];
  return pairs
    .filter(({ value }) => value === null || /^(?:""|'')?$/.test(value.text))
    .map(({ key }) => key.text);
}

/** ENV that keeps what a build argument was given, for good. */
function* keptArguments(
  dockerfile: Dockerfile,
  facts: Facts,
  instruction: Instruction,
  declared: ReadonlySet<string>,
): Generator<Problem> {
  if (instruction.keyword !== 'ENV') return;
  for (const { key, value } of instruction.pairs) {
    const name = /^["']?\$\{?(\w+)/.exec(value?.text ?? '')?.[1] ?? '';
    if (!declared.has(name) || !isSecretName(name)) continue;
    const message = `ENV keeps the build argument \`${name}\` in the configuration of the image.`;
    const cure = key.text === name ? cureOf(dockerfile, facts, name) : null;
    const answer = cure?.fix === null || cure === null ? { fix: null, left: ENV_LEFT } : cure;
    yield { span: key.span, message, ...answer };
  }
}

function* check(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  const { instructions } = dockerfile;
  const declared = new Set<string>();
  for (const outer of instructions) {
    const instruction = outer.trigger ?? outer;
    yield* keptArguments(dockerfile, facts, instruction, declared);
    for (const name of declaredNames(instruction)) {
      if (declared.has(name)) continue;
      declared.add(name);
      if (!isSecretName(name)) continue;
      const message = `The build argument \`${name}\` stays readable in the history of the image.`;
      const span = instruction.pairs.find(({ key }) => key.text === name)?.key.span;
      yield { span: span ?? instruction.span, message, ...cureOf(dockerfile, facts, name) };
    }
  }
}

export default {
  id: 'secret-build-arg',
  summary: 'A secret is passed to the build as an argument',
  rationale:
    'The value of a build argument is kept in the history of every layer that was built with it, and ' +
    'in the build cache and its attestations. A secret mount is there for one RUN only and leaves ' +
    'nothing behind. Names such as NPM_TOKEN say that a secret is meant. Where only RUNs read it, and ' +
    'all builds that the repository shows can be edited, the fix mounts it and lets them pass a secret.',
  severity: 'medium',
  safety: 'review',
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
    {
      name: 'a workflow passes the token',
      before:
        '# syntax=docker/dockerfile:1\nFROM node:22\nARG NPM_TOKEN\nCOPY . .\nRUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc\n',
      files: {
        '.github/workflows/build.yml':
          'on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n',
      },
      after:
        '# syntax=docker/dockerfile:1\nFROM node:22\nCOPY . .\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc\n',
      filesAfter: {
        '.github/workflows/build.yml':
          'on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          secrets: |\n            NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n',
      },
    },
  ],
  check,
} satisfies Rule;
