import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { globalScope } from '../dockerfile/scope.ts';
import { stageChain } from '../findings/base-image.ts';
import { nearName, onlyNearName } from '../findings/near-name.ts';
import type { Effect, Facts, Fix, Rule } from '../findings/rule.ts';
import { undefinedUses } from '../findings/variable-uses.ts';
import type { VariableUse } from '../findings/variable-uses.ts';

/** Set by the container's runtime or by a shell, never in the configuration of an image. */
const RUNTIME = new Set(
  'HOME PWD OLDPWD USER LOGNAME HOSTNAME SHELL UID EUID GROUPS PPID RANDOM'.split(' '),
);

/** Names that ENV and ARG of a stage define, and where. */
type Definitions = ReadonlyMap<Stage, readonly { readonly name: string; readonly start: number }[]>;

function readDefinitions({ stages }: Dockerfile): Definitions {
  return new Map(
    stages.map((stage) => [
      stage,
      stage.instructions
        .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
        .flatMap(({ pairs, span }) =>
          pairs.map(({ key }) => ({ name: key.text, start: span.start })),
        ),
    ]),
  );
}

/** Those before the use, in the stage and in those below it. */
function definedNames(definitions: Definitions, { stage, instruction }: VariableUse): string[] {
  const all = stageChain(stage).flatMap((member) => definitions.get(member) ?? []);
  const before = all.filter(({ start }) => start < instruction.span.start);
  return [...new Set(before.map(({ name }) => name))];
}

/** What is wrong; null when the base image may set the variable. */
function judge(
  dockerfile: Dockerfile,
  facts: Facts,
  definitions: Definitions,
  use: VariableUse,
): { readonly hint: string; readonly left: string; readonly meant?: string | null } | null {
  const { name, stage, instruction } = use;
  if (globalScope(dockerfile).definition(name) !== null || name === 'PATH') return null;
  // `ENV A=/x:$A` extends what the base image may have set.
  const isExtended = instruction.pairs.some(({ key }) => key.text === name);
  if (isExtended && !facts.before(instruction).envComplete) return null;
  const names = definedNames(definitions, use);
  const near = nearName(name, names);
  if (near !== null) {
    return {
      meant: onlyNearName(name, names),
      hint: ` (is \`${near}\` meant?)`,
      left: `whether \`${near}\` is meant only its author knows`,
    };
  }
  if (facts.before(instruction).envComplete) {
    return { hint: '', left: 'the value that it should have is not in the file' };
  }
  const isBaseKnown = facts.base(stage).source !== 'unknown';
  if (!RUNTIME.has(name) || !isBaseKnown) return null;
  const left = 'its value in the container is not known before the container runs';
  return { hint: ': it exists in the container, not during the build', left };
}

/** What the value of a variable decides, by the instruction that uses it; ENV and ARG carry it further. */
const EFFECTS: Readonly<Record<string, readonly Effect[]>> = {
  ENV: ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal'],
  ARG: ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal'],
  LABEL: ['labels'],
  WORKDIR: ['workdir'],
  USER: ['user'],
  EXPOSE: ['expose'],
  VOLUME: ['volume'],
  STOPSIGNAL: ['stopsignal'],
};

/** The name of a defined variable in place of the one that nothing defines; null where it is not plain. */
function correction(
  { text }: Dockerfile,
  facts: Facts,
  use: VariableUse,
  meant: string,
): Fix | null {
  const { name, span, instruction } = use;
  const written = text.slice(span.start, span.end);
  const places = [...written.matchAll(/\$\{?([A-Za-z_]\w*)/g)].filter(
    ([, found]) => found === name,
  );
  if (places.length === 0 || /[\\`]\$/.test(written)) return null;
  const isComplete = facts.before(instruction).envComplete;
  return {
    title: `Write \`${meant}\` instead of \`${name}\``,
    edits: places.map(({ 0: whole, index }) => {
      const end = span.start + index + whole.length;
      return { span: { start: end - name.length, end }, text: meant };
    }),
    effects: EFFECTS[instruction.keyword] ?? ['files'],
    // What later instructions write to relative paths comes to lie elsewhere.
    ...(instruction.keyword === 'WORKDIR' && { paths: ['/**'] }),
    preconditions: [
      {
        text: `the base image sets no variable \`${name}\``,
        state: isComplete ? 'held' : 'unknown',
      },
    ],
    review: `Nothing defines \`${name}\`: see whether \`${meant}\` is meant.`,
  };
}

export default {
  id: 'undefined-variable',
  summary: 'A variable is used that nothing defines',
  rationale:
    'The builder knows the variables of ENV, of ARG, and those in the configuration of the base image. ' +
    'Any other name is replaced by nothing, without an error, so that `$HOME/bin` becomes `/bin` and a ' +
    'slip in a name goes unnoticed. Reported only where the base image cannot define the name, or where ' +
    'another name is so near that a slip is likely; the fix takes that name, where there is only one.',
  severity: 'medium',
  safety: 'review',
  effects: ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal', 'files'],
  aliases: { buildkit: ['UndefinedVar'], sonar: ['S6579'] },
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-var/',
    'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  ],
  examples: [
    {
      name: 'two letters are swapped',
      before: 'FROM debian:12\nENV APP_HOME=/app\nWORKDIR $APP_HOEM\n',
      after: 'FROM debian:12\nENV APP_HOME=/app\nWORKDIR $APP_HOME\n',
    },
  ],
  *check(dockerfile, facts) {
    const definitions = readDefinitions(dockerfile);
    for (const use of undefinedUses(dockerfile, facts)) {
      const found = use.by === 'builder' ? judge(dockerfile, facts, definitions, use) : null;
      if (found === null) continue;
      const message = `\`${use.name}\` is not defined here and becomes nothing${found.hint}.`;
      const { meant = null, left } = found;
      const fix = meant === null ? null : correction(dockerfile, facts, use, meant);
      if (fix === null) yield { span: use.span, message, fix, left };
      else yield { span: use.span, message, fix };
    }
  },
} satisfies Rule;
