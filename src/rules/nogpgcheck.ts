import { inFileOrder } from '../findings/in-file-order.ts';
import type { Problem, Rule } from '../findings/rule.ts';
import { packageOptions, writtenTexts } from '../findings/unsafe-options.ts';

const LEFT =
  'without it packages are refused that are not signed by a known key; import the key of their publisher (`rpm --import`), then remove the exception';

const OPTIONS = ['--nogpgcheck', '--no-gpg-checks'];
const WRITTEN = /(?:^|\W|\\n)gpgcheck\s?=\s?(?:0|false|no|off)\b/i;

function isOff(name: string, value: string | null): boolean {
  if (OPTIONS.includes(name)) return true;
  return name === '--setopt' && /(?:^|\.)gpgcheck=(?:0|false|no|off)$/i.test(value ?? '');
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} lets packages in that nobody signed.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'nogpgcheck',
  summary: 'yum, dnf or zypper installs packages without a trusted signature',
  rationale:
    'The signature says who made a package. Without it, whoever can change the file or the download ' +
    'can put their own programs into the image, and run code as root while it is built.',
  severity: 'medium',
  safety: null,
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
      after: null,
    },
    {
      name: 'a repository is written without a check',
      before:
        'FROM fedora:41\nRUN printf "[x]\\nbaseurl=https://example.com\\ngpgcheck=0\\n" > /etc/yum.repos.d/x.repo\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const managers = ['yum', 'dnf', 'microdnf', 'tdnf', 'zypper'] as const;
    const options = packageOptions(dockerfile, facts, managers, isOff);
    const files = writtenTexts(dockerfile, facts, WRITTEN);
    for (const { span, by } of inFileOrder(
      [...options].map(({ span, text }) => ({ span, by: `\`${text}\`` })),
      [...files].map(({ span }) => ({ span, by: '`gpgcheck=0`' })),
    )) {
      yield problem(span, by);
    }
  },
} satisfies Rule;
