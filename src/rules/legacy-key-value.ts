import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import { asOneWord } from '../dockerfile/quoted-value.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Rule } from '../findings/rule.ts';

type Rewriting =
  | { readonly edits: readonly TextEdit[]; readonly left?: never }
  | { readonly edits?: never; readonly left: string };

function rewrite(dockerfile: Dockerfile, instruction: Instruction, pair: Pair): Rewriting {
  const { key, value } = pair;
  if (value === null) return { left: 'it has no value' };
  if (value.text.startsWith('=')) {
    return { left: 'only its author knows whether the `=` belongs to the value' };
  }
  if (!/^[^\s"'\\`=$]+$/.test(key.text) && asOneWord(key.text, dockerfile.escape) !== key.text) {
    return { left: 'the name holds quotes that do not end' };
  }
  const gap = { start: key.span.end, end: value.span.start };
  if (instruction.comments.some(({ span }) => span.start >= gap.start && span.end <= gap.end)) {
    return { left: 'a comment stands between name and value' };
  }
  const word = asOneWord(value.text, dockerfile.escape);
  if (word === null)
    return { left: 'the value holds quotes that cannot be put into others safely' };
  if (dockerfile.text.slice(value.span.start, value.span.end) === value.text) {
    const span = { start: gap.start, end: value.span.end };
    return { edits: [{ span, text: `=${word}` }] };
  }
  return rewriteLines(gap, pair, word);
}

/** A value on several lines keeps them, when it needs no other change than quotes around it. */
function rewriteLines(gap: TextEdit['span'], { value }: Pair, word: string): Rewriting {
  if (value === null || word === value.text) return { edits: [{ span: gap, text: '=' }] };
  if (word !== `"${value.text}"`) {
    return { left: 'the value is broken into lines and its quotes would have to change' };
  }
  const end = { start: value.span.end, end: value.span.end };
  return {
    edits: [
      { span: gap, text: '="' },
      { span: end, text: '"' },
    ],
  };
}

export default {
  id: 'legacy-key-value',
  summary: 'ENV or LABEL separates name and value by a blank',
  rationale:
    'The form `ENV name value` is deprecated: it takes the whole rest of the line as one value, quotes ' +
    'and blanks included, so that a second variable or a comment on the line silently becomes part of ' +
    'it. The fix writes `name=value` and quotes the value where it holds blanks; what it means stays ' +
    'the same.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ['ENV', 'LABEL'],
  aliases: { buildkit: ['LegacyKeyValueFormat'], sonar: ['S6574'] },
  references: [
    'https://docs.docker.com/reference/build-checks/legacy-key-value-format/',
    'https://docs.docker.com/reference/dockerfile/#env',
  ],
  examples: [
    {
      name: 'a value with blanks gets quotes',
      before: 'FROM debian:12\nENV JAVA_OPTS -Xmx512m -server\n',
      after: 'FROM debian:12\nENV JAVA_OPTS="-Xmx512m -server"\n',
    },
  ],
  *check(dockerfile) {
    for (const outer of dockerfile.instructions) {
      const instruction = outer.trigger ?? outer;
      const [pair] = instruction.pairs;
      if (pair?.legacy !== true || instruction.stage === null) continue;
      const { keyword } = instruction;
      const message = `\`${keyword} name value\` is deprecated: \`${keyword} name=value\` takes its place.`;
      const { edits, left } = rewrite(dockerfile, instruction, pair);
      const span = pair.key.span;
      if (edits === undefined) {
        yield { span, message, fix: null, left };
        continue;
      }
      const fix = { title: `Write \`name=value\` in ${keyword}`, edits };
      yield { span, message, fix: outer.trigger === null ? fix : { ...fix, effects: ['onbuild'] } };
    }
  },
} satisfies Rule;
