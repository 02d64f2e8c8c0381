import { CURL_VALUE_OPTIONS, downloadUrls } from '../dockerfile/download-command.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { insertBehind, leadingWords, replaceWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { answerCondition, expectedError } from '../findings/curl-answer.ts';
import type { Fix, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { fixIn } from '../findings/runs.ts';

/** Those that make curl fail, and those with which the answer itself is looked at. */
const OPTIONS = [
  '-f',
  '--fail',
  '--fail-with-body',
  '--fail-early',
  '-I',
  '--head',
  '-i',
  '--include',
  '-w',
  '--write-out',
  '-K',
  '--config',
  '-T',
  '--upload-file',
];

/** Short options without a value, joined. */
const CLUSTER = /^-[sSLk#JROgjlNqv46]+$/;

/** Only at the very front does it keep curl from reading its configuration (curl.se/docs/manpage.html#-q). */
const FIRST = /^-q|^--disable$/;

/** `-sSL` becomes `-fsSL`; without such a word `-f` stands behind the name, or behind what has to be first. */
function failEdit(
  dockerfile: Dockerfile,
  { run, command, line }: RunCommand,
): Required<Pick<Fix, 'edits' | 'commands'>> | null {
  const [name, option] = line.words;
  if (name === undefined) return null;
  if (option !== undefined && CLUSTER.test(option.text)) {
    const at = FIRST.test(option.text) ? 2 : 1;
    const by = `${option.text.slice(0, at)}f${option.text.slice(at)}`;
    const edit = replaceWord(dockerfile, run.script, option, by);
    const change = {
      kind: 'replace-argument',
      command: leadingWords(command, name),
      argument: option.text,
      by,
    } as const;
    return edit === null ? null : { edits: [edit], commands: [change] };
  }
  const before = option !== undefined && FIRST.test(option.text) ? option : name;
  const edit = insertBehind(dockerfile, run.script, before, '-f');
  const change = {
    kind: 'add-argument',
    command: leadingWords(command, name),
    argument: '-f',
  } as const;
  return edit === null ? null : { edits: [edit], commands: [change] };
}

function judge(
  dockerfile: Dockerfile,
  found: RunCommand,
): { readonly fix: Fix } | { readonly fix: null; readonly left: string } {
  const expected = expectedError(found);
  if (expected !== null) {
    return { fix: null, left: `${expected}; add \`-f\` where no error is expected` };
  }
  const edit = failEdit(dockerfile, found);
  if (edit === null) return { fix: null, left: SPLIT_WORD };
  const fix = fixIn(found.run, {
    title: 'Let curl fail where the server answers with an error',
    ...edit,
    effects: [],
    preconditions: [answerCondition(dockerfile, found)],
    review: 'From now on the build stops at an error of the server: see whether one is expected.',
  });
  return { fix };
}

export default {
  id: 'curl-fail',
  summary: 'curl takes an error page for the file that was asked for',
  rationale:
    'Without `-f` curl succeeds when the server answers with an error, such as 404 or 503, and writes ' +
    'the page of the error where the file should be. The build goes on, and breaks later or not at all. ' +
    'The fix adds `-f`. (`-L`, which follows redirects, is another matter: it may lead to another host.)',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  about: ['curl'],
  aliases: {},
  references: ['https://curl.se/docs/manpage.html#-f'],
  examples: [
    {
      name: 'an error page would become a program',
      before: 'FROM debian:12\nRUN curl -sSL https://example.com/tool -o /usr/bin/tool\n',
      after: 'FROM debian:12\nRUN curl -fsSL https://example.com/tool -o /usr/bin/tool\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of runCommandsNamed(dockerfile, facts, ['curl'])) {
      const { line, command } = found;
      const isRemote = downloadUrls('curl', line).some(({ text }) => !/^["']?file:/.test(text));
      if (!isRemote || hasOption(line, OPTIONS, CURL_VALUE_OPTIONS)) continue;
      const message = 'When the server answers with an error, this curl succeeds all the same.';
      yield { span: command.span, message, ...judge(dockerfile, found) };
    }
  },
} satisfies Rule;
