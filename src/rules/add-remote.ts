import type { Dockerfile } from '../dockerfile/model.ts';
import { addSources } from '../findings/add-source.ts';
import type { AddSource } from '../findings/add-source.ts';
import { constantText } from '../findings/constant-text.ts';
import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import { digestQuestions, downloadDigest } from '../findings/download-digest.ts';
import type { Facts, Fix, Precondition, Problem, Rule } from '../findings/rule.ts';
import { isOlderSyntax, syntaxVersion } from '../findings/syntax-version.ts';
import { isPublicHost, movingReason, readWebAddress } from '../findings/web-address.ts';

/** A commit of a git address: behind `#`, or as `commit` or `checksum` of its query. */
const COMMIT = /#[0-9a-f]{40}(?::|$)|[?&](?:commit|checksum)=[0-9a-f]{7,}/;

/** https://docs.docker.com/reference/dockerfile/#add---checksum */
const CHECKSUM_SYNTAX = 6;

interface Remote {
  readonly copy: Copy;
  readonly source: AddSource;
}

/** What to download, or why nothing: one clause without a final dot. */
type Target = { readonly address: URL; readonly left?: never } | { readonly left: string };

function* remotesOf(dockerfile: Dockerfile): Generator<Remote> {
  for (const copy of copiesOf(dockerfile)) {
    const { instruction } = copy;
    if (instruction.keyword !== 'ADD' || flagValue(instruction, 'checksum') !== null) continue;
    for (const source of addSources(dockerfile, copy)) {
      const isPinned = source.kind === 'git' && COMMIT.test(source.path);
      const isRemote = source.kind === 'git' || source.kind === 'web';
      if (isRemote && !isPinned) yield { copy, source };
    }
  }
}

function targetOf(dockerfile: Dockerfile, { copy, source }: Remote): Target {
  const { text, variable } = constantText(dockerfile, copy.instruction, source.written);
  if (variable !== undefined) {
    const name = /^\w+$/.test(variable) ? `\`${variable}\`` : 'a variable';
    return {
      left: `the checksum is another one for each value of ${name}: give it in an ARG of its own, \`--checksum=sha256:$…_SHA256\`, that changes together with ${name}`,
    };
  }
  if (source.kind === 'git') return { left: commitAdvice(text) };
  const address = readWebAddress(text);
  if (address === null) return { left: 'its address cannot be read' };
  const moving = movingReason(address);
  if (moving !== null) {
    return {
      left: `no checksum can be given, because the address ${moving}: name a release of ${address.host}`,
    };
  }
  if (!isPublicHost(address.hostname)) {
    return { left: `${address.host} is in a network of your own: ${byHand(address)}` };
  }
  if (copy.sources.length > 1) {
    return { left: `a checksum is for one source: give ${address.href} an ADD of its own` };
  }
  const syntax = syntaxVersion(dockerfile);
  if (syntax !== null && isOlderSyntax(syntax, CHECKSUM_SYNTAX)) {
    return {
      left: `\`# syntax=${syntax.written}\` does not know \`--checksum\`: take docker/dockerfile:1, and then ${byHand(address)}`,
    };
  }
  return { address };
}

/** A branch or tag of a repository: its commit takes the place of the name. */
function commitAdvice(address: string): string {
  const [repository = '', place = ''] = address.split('#', 2);
  const [ref = ''] = place.split(':', 1);
  const name = ref === '' ? 'HEAD' : ref;
  return `the commit can only be told by fetching the address: write the one that \`git ls-remote ${repository} ${name}\` prints behind \`#\`${ref === '' ? '' : `, in place of \`${ref}\``}`;
}

function byHand({ href }: URL): string {
  return `write \`--checksum=sha256:\` and what \`curl -fsSL ${href} | sha256sum\` prints`;
}

function remoteProblem(dockerfile: Dockerfile, facts: Facts, remote: Remote): Problem {
  const { kind, path, span } = remote.source;
  const isPlainHttp = path.startsWith('http:') || path.startsWith('git:');
  const how = isPlainHttp ? ', over a connection that anybody on the way can change' : '';
  const what = kind === 'git' ? 'a branch or tag that can move' : 'a file that can change';
  const message = `ADD fetches ${what}${how}, and nothing checks what arrives.`;
  const target = targetOf(dockerfile, remote);
  if (target.left !== undefined) return { span, message, fix: null, left: target.left };
  const { address } = target;
  const digest = downloadDigest(address, facts);
  if (digest.left !== undefined) {
    return { span, message, fix: null, left: `${digest.left}; ${byHand(address)}` };
  }
  return { span, message, fix: checksumFix(dockerfile, remote.copy, digest) };
}

interface Checksum {
  readonly sha256: string;
  readonly preconditions: readonly Precondition[];
  readonly evidence: readonly Precondition[];
}

function checksumFix(
  dockerfile: Dockerfile,
  { instruction }: Copy,
  { sha256, preconditions, evidence }: Checksum,
): Fix {
  const end = (instruction.flags.at(-1)?.span ?? instruction.keywordSpan).end;
  const text = ` --checksum=sha256:${sha256}`;
  const builder: Precondition = {
    text: 'the builder knows `ADD --checksum` (Dockerfile syntax 1.6, Docker 24 or newer)',
    state: syntaxVersion(dockerfile) === null ? 'unknown' : 'held',
  };
  return {
    title: 'Give ADD the checksum of the file that it downloads',
    edits: [{ span: { start: end, end }, text }],
    review:
      'the checksum is that of the file as it is served today: from now on the build fails when another one is served',
    preconditions,
    evidence: [...evidence, builder],
  };
}

export default {
  id: 'add-remote',
  summary: 'ADD fetches an address without a checksum',
  rationale:
    'What ADD downloads is part of the image as it arrives. If the server, or somebody on the way to it, ' +
    'hands out another file one day, the build takes it without a word. With ' +
    '`ADD --checksum=sha256:…` the builder refuses anything but the file that was meant, for a git ' +
    'address anything but the commit. The fix takes the checksum from one download over https, and holds ' +
    'it against the one that the project publishes where there is one; addresses that stand for another ' +
    'file now and then are left.',
  severity: 'low',
  safety: 'review',
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
      name: 'a release is downloaded without a checksum',
      before: 'FROM debian:12\nADD https://example.com/tool-1.2.tgz /opt/\n',
      after:
        'FROM debian:12\nADD --checksum=sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae https://example.com/tool-1.2.tgz /opt/\n',
      downloads: {
        'https://example.com/tool-1.2.tgz': {
          ok: true,
          address: 'https://example.com/tool-1.2.tgz',
          sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
          text: null,
        },
      },
    },
    {
      name: 'the address stands for another file with each release',
      before: 'FROM debian:12\nADD https://example.com/tool-latest.tgz /opt/\n',
      after: null,
    },
  ],
  *asks(dockerfile, facts) {
    for (const remote of remotesOf(dockerfile)) {
      const target = targetOf(dockerfile, remote);
      if (target.left === undefined) yield* digestQuestions(target.address, facts);
    }
  },
  *check(dockerfile, facts) {
    for (const remote of remotesOf(dockerfile)) yield remoteProblem(dockerfile, facts, remote);
  },
} satisfies Rule;
