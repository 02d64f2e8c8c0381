import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { skipSpace } from '../dockerfile/white-space.ts';
import type { Rule } from '../findings/rule.ts';

const KEYWORD =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]/;

/** True when the text that the continuation goes on with reads like an instruction of its own. */
function runsIntoInstruction({ text }: Dockerfile, blank: Span): boolean {
  let start = skipSpace(text, blank.end, text.length);
  while (text.charAt(start) === '#') {
    const feed = text.indexOf('\n', start);
    if (feed === -1) return false;
    start = skipSpace(text, feed, text.length);
  }
  return KEYWORD.test(text.slice(start, start + 12));
}

function leftReason(dockerfile: Dockerfile, { blankLines }: Instruction): string | null {
  if (blankLines.some((blank) => runsIntoInstruction(dockerfile, blank))) {
    return 'what follows reads like an instruction of its own, so the continuation may be the mistake';
  }
  const last = blankLines.at(-1);
  if (last !== undefined && dockerfile.text.charAt(last.end - 1) !== '\n') {
    return 'the continuation runs into the end of the file, so something may be missing there';
  }
  return null;
}

export default {
  id: 'empty-continuation',
  summary: 'A blank line stands inside a continued instruction',
  rationale:
    'The builder skips blank lines inside an instruction that goes on over several lines, with a ' +
    'warning that this will become an error. They also hide where the instruction ends. The fix ' +
    'deletes the blank lines and nothing else.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  aliases: { buildkit: ['NoEmptyContinuation'] },
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  examples: [
    {
      name: 'a blank line stands between two commands',
      before: 'FROM debian:12\nRUN echo a && \\\n\n    echo b\n',
      after: 'FROM debian:12\nRUN echo a && \\\n    echo b\n',
    },
  ],
  *check(dockerfile) {
    for (const instruction of dockerfile.instructions) {
      const [first] = instruction.blankLines;
      if (first === undefined) continue;
      const message = `A blank line stands inside this ${instruction.keyword}, which a future builder will refuse.`;
      const span = { start: first.start, end: first.start };
      const left = leftReason(dockerfile, instruction);
      if (left === null) {
        const edits = instruction.blankLines.map((blank) => ({ span: blank, text: '' }));
        yield { span, message, fix: { title: 'Delete blank lines inside an instruction', edits } };
      } else {
        yield { span, message, fix: null, left };
      }
    }
  },
} satisfies Rule;
