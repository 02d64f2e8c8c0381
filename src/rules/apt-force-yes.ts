import type { Rule } from '../findings/rule.ts';
import { packageOptions } from '../findings/unsafe-options.ts';

const LEFT =
  'what it has to allow is not in the file: try `-y` alone, and where that stops add only the one needed of `--allow-downgrades`, `--allow-remove-essential` and `--allow-change-held-packages`';

function isForced(name: string, value: string | null): boolean {
  if (name === '--force-yes') return value !== 'false' && value !== 'no';
  const isSetting = name === '-o' || name === '--option';
  return isSetting && /^APT::Get::force-yes=["']?(?:true|yes|1|on)\b/i.test(value ?? '');
}

export default {
  id: 'apt-force-yes',
  summary: 'apt-get is forced to go on whatever happens',
  rationale:
    '`--force-yes` installs packages without a signature, goes back to older versions and removes what ' +
    'the system needs, without a word. It is deprecated, and newer versions of apt have one option for ' +
    'each of these. Most often `-y` is what was meant.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['apt-get', 'apt'],
  aliases: { checkov: ['CKV2_DOCKER_11'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://manpages.debian.org/apt-get',
  ],
  examples: [
    {
      name: 'the installation is forced',
      before: 'FROM debian:12\nRUN apt-get install -y --force-yes curl\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const managers = ['apt-get', 'apt'] as const;
    for (const { text, span } of packageOptions(dockerfile, facts, managers, isForced)) {
      const message = `\`${text}\` also turns off the check of signatures.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
