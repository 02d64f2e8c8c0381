import { CURL_VALUE_OPTIONS, downloadUrls } from '../dockerfile/download-command.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

const LEFT =
  'with `-f` curl stops the build where the server answers with an error, and it is not in the file whether some error is expected; add it where none is';

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

export default {
  id: 'curl-fail',
  summary: 'curl takes an error page for the file that was asked for',
  rationale:
    'Without `-f` curl succeeds when the server answers with an error, such as 404 or 503, and writes ' +
    'the page of the error where the file should be. The build goes on, and breaks later or not at all.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  about: ['curl'],
  aliases: {},
  references: ['https://curl.se/docs/manpage.html#-f'],
  examples: [
    {
      name: 'an error page would become a program',
      before: 'FROM debian:12\nRUN curl -sSL https://example.com/tool -o /usr/bin/tool\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { line, command } of runCommandsNamed(dockerfile, facts, ['curl'])) {
      const isRemote = downloadUrls('curl', line).some(({ text }) => !/^["']?file:/.test(text));
      if (!isRemote || hasOption(line, OPTIONS, CURL_VALUE_OPTIONS)) continue;
      const message = 'When the server answers with an error, this curl succeeds all the same.';
      yield { span: command.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
