import { commandList } from '../dockerfile/shell-command-list.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { echoedLines } from '../findings/echoed-lines.ts';
import type { EchoedLines } from '../findings/echoed-lines.ts';
import type { Fix, Precondition, Rule } from '../findings/rule.ts';
import { isOlderSyntax, syntaxVersion } from '../findings/syntax-version.ts';

/** Fewer lines are read as easily the way they are. */
const FEWEST_LINES = 3;

/** The version 1.x of the frontend that brought here-documents. */
const HERE_DOCUMENTS = 4;

/** How it is known that the builders in use read here-documents; null where it is not. */
function readsHeredocs(dockerfile: Dockerfile): Precondition | null {
  const other = dockerfile.instructions.find(({ heredocs }) => heredocs.length > 0);
  if (other !== undefined) {
    const { line } = indexLines(dockerfile.text).position(other.span.start);
    return { text: `the builder reads here-documents: line ${line} has one`, state: 'held' };
  }
  const version = syntaxVersion(dockerfile);
  if (version === null || isOlderSyntax(version, HERE_DOCUMENTS)) return null;
  const text = `the builder reads here-documents: the syntax line says \`${version.written}\``;
  return { text, state: 'held' };
}

function heredocFix(dockerfile: Dockerfile, found: EchoedLines, reads: Precondition): Fix | null {
  const { runs, file, isNew, lines } = found;
  const [first] = runs;
  const last = runs.at(-1);
  // In a file with `\r\n` the builder hands the `\r` on, and `echo` writes none.
  if (first === undefined || last === undefined || dockerfile.text.includes('\r')) return null;
  if (lines.includes('EOF')) return null;
  const { keywordSpan, span } = first.instruction;
  const keyword = dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
  const head = `${keyword} cat ${isNew ? '>' : '>>'} ${file} <<'EOF'`;
  const command = `cat ${isNew ? '>' : '>>'} ${file} <<'EOF'`;
  return {
    title: `Write ${file} by a here-document`,
    edits: [
      {
        span: { start: span.start, end: last.instruction.span.end },
        text: [head, ...lines, 'EOF'].join('\n'),
      },
    ],
    instructions: runs.slice(1).map(() => ({ kind: 'remove', keyword: 'RUN' })),
    commands: [
      ...runs.flatMap(({ script }) =>
        commandList(script).map((words) => ({ kind: 'remove', command: words.join(' ') }) as const),
      ),
      { kind: 'append', command },
    ],
    paths: [file],
    review: 'The bytes of the file stay the same.',
    preconditions: [
      reads,
      { text: 'the lines hold nothing that the shell or `echo` would change', state: 'held' },
    ],
  };
}

export default {
  id: 'echoed-file',
  summary: 'A file is written line by line with `echo`',
  rationale:
    'A here-document shows the lines as they are, without quotes and operators around each, and makes one ' +
    'layer of them. The fix takes it where the file already counts on a builder that reads here-documents, ' +
    'for three lines or more of plain text: the bytes that are written are the same.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  about: ['echo'],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/#here-documents'],
  examples: [
    {
      name: 'settings are added to a file',
      before:
        '# syntax=docker/dockerfile:1\nFROM php:8.4-cli\nRUN echo "opcache.enable=1" >> /usr/local/etc/php/php.ini\n' +
        'RUN echo "opcache.jit=1205" >> /usr/local/etc/php/php.ini\nRUN echo "pcre.jit=1" >> /usr/local/etc/php/php.ini\n',
      after:
        "# syntax=docker/dockerfile:1\nFROM php:8.4-cli\nRUN cat >> /usr/local/etc/php/php.ini <<'EOF'\n" +
        'opcache.enable=1\nopcache.jit=1205\npcre.jit=1\nEOF\n',
    },
  ],
  *check(dockerfile, facts) {
    const reads = readsHeredocs(dockerfile);
    if (reads === null) return;
    for (const found of echoedLines(dockerfile, facts)) {
      const [first] = found.runs;
      if (first === undefined || found.lines.length < FEWEST_LINES) continue;
      const { span } = first.instruction;
      const message = `\`echo\` writes ${found.file} line by line (${found.lines.length} lines).`;
      const fix = heredocFix(dockerfile, found, reads);
      const left =
        'the file has `\\r\\n`, or a line is `EOF`: a here-document would need another end, or write other bytes';
      yield fix === null ? { span, message, fix, left } : { span, message, fix };
    }
  },
} satisfies Rule;
