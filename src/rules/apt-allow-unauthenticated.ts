import type { Dockerfile } from '../dockerfile/model.ts';
import { APT_SOURCES } from '../findings/apt-sources.ts';
import { endedBase } from '../findings/ended-base.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { signatureProblem, signatureSwitches } from '../findings/signature-switch.ts';
import { writtenTexts } from '../findings/written-texts.ts';

const OPTIONS = ['--allow-unauthenticated', '--allow-insecure-repositories'];
const SETTING =
  /(?:AllowUnauthenticated|AllowInsecureRepositories|AllowWeakRepositories)=["']?(?:true|yes|1|on)\b/i;
/** A line of sources.list; what lies on the disk already needs no signature. */
const TRUSTED_SOURCE = /\[[^\][\n]{0,200}trusted=yes[^\][\n]{0,200}\]\s{1,9}(?:https?|ftp):/i;

function isOff(name: string, value: string | null): boolean {
  if (OPTIONS.includes(name)) return value !== 'false' && value !== 'no';
  return (name === '-o' || name === '--option') && value !== null && SETTING.test(value);
}

function* options(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const found of signatureSwitches(dockerfile, facts, APT_SOURCES.managers, isOff)) {
    const message = messageOf(`\`${found.words.map(({ text }) => text).join(' ')}\``);
    const ended = endedBase(dockerfile, facts, found.run.stage);
    if (ended === null) {
      yield signatureProblem(dockerfile, facts, found, { message, sources: APT_SOURCES });
      continue;
    }
    const left = `the keys of ${ended} end with its support: move to a newer base image, then remove the option`;
    yield { span: found.words[0]?.span ?? found.call.command.span, message, fix: null, left };
  }
}

function* sources(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { span, words } of writtenTexts(dockerfile, facts, TRUSTED_SOURCE)) {
    const text = words.map((word) => word.text).join(' ');
    const address =
      /\](?:\s{1,9})([a-z]{3,5}:\/\/[^\s"']{1,300})/.exec(text)?.[1] ?? 'the repository';
    const left = `put the key of ${address} into /etc/apt/keyrings/ and write \`[signed-by=/etc/apt/keyrings/NAME.asc]\` in place of \`trusted=yes\``;
    yield { span, message: messageOf('`[trusted=yes]`'), fix: null, left };
  }
}

function messageOf(by: string): string {
  return `${by} lets apt take packages that nobody signed.`;
}

export default {
  id: 'apt-allow-unauthenticated',
  summary: 'apt installs packages without a trusted signature',
  rationale:
    'apt checks by signatures that packages are what the distribution published; the download itself ' +
    'is most often plain HTTP. Without the check, whoever sits between the build and the mirror can ' +
    'put their own programs into the image.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['apt-get', 'apt', 'aptitude', 'echo', 'printf', 'sed'],
  aliases: { checkov: ['CKV2_DOCKER_8'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://manpages.debian.org/apt-secure',
  ],
  examples: [
    {
      name: 'packages are installed without a check',
      before: 'FROM debian:12\nRUN apt-get install -y --allow-unauthenticated tool\n',
      after: 'FROM debian:12\nRUN apt-get install -y tool\n',
    },
    {
      name: 'a repository is trusted without a key',
      before:
        'FROM debian:12\nRUN echo "deb [trusted=yes] https://example.com/apt ./" > /etc/apt/sources.list.d/x.list\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(options(dockerfile, facts), sources(dockerfile, facts));
  },
} satisfies Rule;
