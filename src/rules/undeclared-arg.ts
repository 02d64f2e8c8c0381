import { commentBlockStart } from '../dockerfile/comment-block.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { globalScope } from '../dockerfile/scope.ts';
import { stageChain } from '../findings/base-image.ts';
import type { Effect, Facts, Fix, Rule } from '../findings/rule.ts';
import { undefinedUses } from '../findings/variable-uses.ts';
import type { VariableUse } from '../findings/variable-uses.ts';

/** What the value of a variable decides, by the instruction that uses it; ENV carries it further. */
const EFFECTS: ReadonlyMap<string, readonly Effect[]> = new Map<string, readonly Effect[]>([
  ['ENV', ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal']],
  ['ARG', ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal']],
  ['LABEL', ['labels']],
  ['WORKDIR', ['workdir']],
  ['USER', ['user']],
  ['EXPOSE', ['expose']],
  ['VOLUME', ['volume']],
  ['STOPSIGNAL', ['stopsignal']],
]);

/**
 * True when the base is chosen by the variable, as in `FROM python:$PYTHON_VERSION`: such images often
 * set a variable of the same name themselves.
 */
function mayComeFromBase({ stage, name }: VariableUse): boolean {
  const bottom = stageChain(stage).at(-1);
  return name.endsWith('_VERSION') && bottom?.base.text.includes(name) === true;
}

/** The start of the line, or of the comments that belong to it. */
function insertionOffset(dockerfile: Dockerfile, { span }: Instruction): number {
  const lineStart = dockerfile.text.lastIndexOf('\n', span.start - 1) + 1;
  return commentBlockStart(dockerfile, lineStart);
}

function argFix(dockerfile: Dockerfile, use: VariableUse, all: readonly VariableUse[]): Fix {
  const { name, instruction } = use;
  const { text, lineEnding } = dockerfile;
  const offset = insertionOffset(dockerfile, instruction);
  const keyword = keywordLike(
    text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end),
    'ARG',
  );
  const users = all
    .filter((other) => other.name === name)
    .map((other) => other.instruction.keyword);
  return {
    title: `Declare \`ARG ${name}\` in the stage that uses it`,
    edits: [{ span: { start: offset, end: offset }, text: `${keyword} ${name}${lineEnding}` }],
    effects: [...new Set(users.flatMap((user) => EFFECTS.get(user) ?? []))],
    instructions: [{ kind: 'insert', keyword: 'ARG' }],
    review: isPredefined(dockerfile, name)
      ? `\`${name}\` is no longer empty then: see whether the build expects what the builder sets.`
      : `\`${name}\` then has the value of the ARG before FROM, unless the base image sets it: see whether that is the one that is meant.`,
  };
}

function isPredefined(dockerfile: Dockerfile, name: string): boolean {
  return globalScope(dockerfile).definition(name)?.kind === 'predefined';
}

function emptyBecause(dockerfile: Dockerfile, name: string): string {
  return isPredefined(dockerfile, name)
    ? `the builder sets it only in a stage with \`ARG ${name}\``
    : 'the ARG before FROM has to be declared in the stage, too';
}

function isGlobal(dockerfile: Dockerfile, name: string): boolean {
  const kind = globalScope(dockerfile).definition(name)?.kind;
  return kind === 'arg' || kind === 'predefined';
}

/** The first use of each name in each stage, and in a child only where its parent has none. */
function firstUses(dockerfile: Dockerfile, facts: Facts): VariableUse[] {
  const seen = new Set<string>();
  return undefinedUses(dockerfile, facts).filter(({ name, stage }) => {
    if (!isGlobal(dockerfile, name)) return false;
    const isKnown = stageChain(stage).some(({ index }) => seen.has(`${index} ${name}`));
    seen.add(`${stage.index} ${name}`);
    return !isKnown;
  });
}

export default {
  id: 'undeclared-arg',
  summary: 'A stage uses a global build argument without declaring it',
  rationale:
    'An ARG before the first FROM is known to FROM lines only, and so are `TARGETARCH` and its like. In a ' +
    'stage the variable is empty, without a word from the builder, until `ARG NAME` declares it there. ' +
    'The fix adds that line before the first use.',
  severity: 'medium',
  safety: 'review',
  effects: ['env', 'labels', 'workdir', 'user', 'expose', 'volume', 'stopsignal'],
  aliases: { buildkit: ['UndefinedVar'], sonar: ['S6579'] },
  references: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
    'https://docs.docker.com/reference/build-checks/undefined-var/',
  ],
  examples: [
    {
      name: 'an ARG before FROM is used in the stage',
      before: 'ARG TOOL=1.2\nFROM debian:12\nENV TOOL_URL=https://example.com/$TOOL\n',
      after: 'ARG TOOL=1.2\nFROM debian:12\nARG TOOL\nENV TOOL_URL=https://example.com/$TOOL\n',
    },
  ],
  *check(dockerfile, facts) {
    const all = undefinedUses(dockerfile, facts);
    for (const use of firstUses(dockerfile, facts)) {
      const { name, span } = use;
      const message = `\`${name}\` is empty here: ${emptyBecause(dockerfile, name)}.`;
      if (mayComeFromBase(use)) {
        const left = `the base image, which is chosen by \`${name}\`, may set a variable of that name itself`;
        yield { span, message, fix: null, left };
      } else {
        yield { span, message, fix: argFix(dockerfile, use, all) };
      }
    }
  },
} satisfies Rule;
