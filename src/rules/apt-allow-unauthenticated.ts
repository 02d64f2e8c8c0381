import { inFileOrder } from '../findings/in-file-order.ts';
import type { Problem, Rule } from '../findings/rule.ts';
import { packageOptions, writtenTexts } from '../findings/unsafe-options.ts';

const LEFT =
  'without it apt refuses a repository that is not signed by a known key; install its key and name it with `signed-by`, then remove the exception';

const OPTIONS = ['--allow-unauthenticated', '--allow-insecure-repositories'];
const SETTING =
  /(?:AllowUnauthenticated|AllowInsecureRepositories|AllowWeakRepositories)=["']?(?:true|yes|1|on)\b/i;
/** A line of sources.list; what lies on the disk already needs no signature. */
const TRUSTED_SOURCE = /\[[^\][\n]{0,200}trusted=yes[^\][\n]{0,200}\]\s{1,9}(?:https?|ftp):/i;

function isOff(name: string, value: string | null): boolean {
  if (OPTIONS.includes(name)) return value !== 'false' && value !== 'no';
  return (name === '-o' || name === '--option') && value !== null && SETTING.test(value);
}

function problem(span: Problem['span'], by: string): Problem {
  const message = `${by} lets apt take packages that nobody signed.`;
  return { span, message, fix: null, left: LEFT };
}

export default {
  id: 'apt-allow-unauthenticated',
  summary: 'apt installs packages without a trusted signature',
  rationale:
    'apt checks by signatures that packages are what the distribution published; the download itself ' +
    'is most often plain HTTP. Without the check, whoever sits between the build and the mirror can ' +
    'put their own programs into the image.',
  severity: 'medium',
  safety: null,
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
      after: null,
    },
    {
      name: 'a repository is trusted without a key',
      before:
        'FROM debian:12\nRUN echo "deb [trusted=yes] https://example.com/apt ./" > /etc/apt/sources.list.d/x.list\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const options = packageOptions(dockerfile, facts, ['apt-get', 'apt', 'aptitude'], isOff);
    const sources = writtenTexts(dockerfile, facts, TRUSTED_SOURCE);
    for (const { span, by } of inFileOrder(
      [...options].map(({ span, text }) => ({ span, by: `\`${text}\`` })),
      [...sources].map(({ span }) => ({ span, by: '`[trusted=yes]`' })),
    )) {
      yield problem(span, by);
    }
  },
} satisfies Rule;
