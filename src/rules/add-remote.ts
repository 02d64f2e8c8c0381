import { addSources } from '../findings/add-source.ts';
import type { AddSource } from '../findings/add-source.ts';
import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Problem, Rule } from '../findings/rule.ts';

/** A commit of a git address: behind `#`, or as `commit` or `checksum` of its query. */
const COMMIT = /#[0-9a-f]{40}(?::|$)|[?&](?:commit|checksum)=[0-9a-f]{7,}/;

function remoteProblem({ kind, path, written, span }: AddSource): Problem {
  const isPlainHttp = path.startsWith('http:') || path.startsWith('git:');
  const how = isPlainHttp ? ', over a connection that anybody on the way can change' : '';
  const what = kind === 'git' ? 'a branch or tag that can move' : 'a file that can change';
  const message = `ADD fetches ${what}${how}, and nothing checks what arrives.`;
  const left = written.includes('$')
    ? 'the checksum is another one for each value of the variables in the address'
    : `the ${kind === 'git' ? 'commit' : 'checksum'} can only be told by fetching the address`;
  return { span, message, fix: null, left };
}

export default {
  id: 'add-remote',
  summary: 'ADD fetches an address without a checksum',
  rationale:
    'What ADD downloads is part of the image as it arrives. If the server, or somebody on the way to it, ' +
    'hands out another file one day, the build takes it without a word. With ' +
    '`ADD --checksum=sha256:…` the builder refuses anything but the file that was meant, for a git ' +
    'address anything but the commit.',
  severity: 'low',
  safety: null,
  effects: [],
  about: ['ADD'],
  aliases: {
    checkov: ['CKV_DOCKER_4'],
    kics: ['Curl or Wget Instead of Add', '4b410d24-1cbe-4430-a632-62c9a931cf1c'],
    dockle: ['CIS-DI-0009', '4.9'],
    sonar: ['S5332'],
    semgrep: ['prefer-copy-over-add'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
  ],
  examples: [
    {
      name: 'a file is downloaded without a checksum',
      before: 'FROM debian:12\nADD https://example.com/tool-1.2.tgz /opt/\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const copy of copiesOf(dockerfile)) {
      const { instruction } = copy;
      if (instruction.keyword !== 'ADD' || flagValue(instruction, 'checksum') !== null) continue;
      for (const source of addSources(dockerfile, copy)) {
        const isPinned = source.kind === 'git' && COMMIT.test(source.path);
        const isRemote = source.kind === 'git' || source.kind === 'web';
        if (isRemote && !isPinned) yield remoteProblem(source);
      }
    }
  },
} satisfies Rule;
