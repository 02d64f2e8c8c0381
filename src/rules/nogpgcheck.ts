import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import { RPM_SOURCES } from '../findings/rpm-sources.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { signatureProblem, signatureSwitches } from '../findings/signature-switch.ts';
import { writtenTexts } from '../findings/written-texts.ts';

const OPTIONS = ['--nogpgcheck', '--no-gpg-checks'];
const WRITTEN = /(?:^|\W|\\n)gpgcheck\s?=\s?(?:0|false|no|off)\b/i;

function isOff(name: string, value: string | null): boolean {
  if (OPTIONS.includes(name)) return true;
  return name === '--setopt' && /(?:^|\.)gpgcheck=(?:0|false|no|off)$/i.test(value ?? '');
}

function* options(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const found of signatureSwitches(dockerfile, facts, RPM_SOURCES.managers, isOff)) {
    const message = messageOf(`\`${found.words.map(({ text }) => text).join(' ')}\``);
    yield signatureProblem(dockerfile, facts, found, { message, sources: RPM_SOURCES });
  }
}

function* files(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { span, words } of writtenTexts(dockerfile, facts, WRITTEN)) {
    const text = words.map((word) => word.text).join(' ');
    const address = /https?:\/\/[^\s"'\\]{1,300}/.exec(text)?.[0] ?? 'the repository';
    const left = `name the key of ${address} with \`gpgkey=\` and write \`gpgcheck=1\`, or import it with \`rpm --import\` before`;
    yield { span, message: messageOf('`gpgcheck=0`'), fix: null, left };
  }
}

function messageOf(by: string): string {
  return `${by} lets packages in that nobody signed.`;
}

export default {
  id: 'nogpgcheck',
  summary: 'yum, dnf or zypper installs packages without a trusted signature',
  rationale:
    'The signature says who made a package. Without it, whoever can change the file or the download ' +
    'can put their own programs into the image, and run code as root while it is built.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'echo', 'printf', 'sed'],
  aliases: { checkov: ['CKV2_DOCKER_9'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://dnf.readthedocs.io/en/latest/conf_ref.html',
  ],
  examples: [
    {
      name: 'packages are installed without a check',
      before: 'FROM fedora:41\nRUN dnf install -y --nogpgcheck tool\n',
      after: 'FROM fedora:41\nRUN dnf install -y tool\n',
    },
    {
      name: 'a repository is written without a check',
      before:
        'FROM fedora:41\nRUN printf "[x]\\nbaseurl=https://example.com\\ngpgcheck=0\\n" > /etc/yum.repos.d/x.repo\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(options(dockerfile, facts), files(dockerfile, facts));
  },
} satisfies Rule;
