import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { APT_SOURCES } from '../findings/apt-sources.ts';
import { endedBase } from '../findings/ended-base.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { signatureProblem, signatureSwitches } from '../findings/signature-switch.ts';
import type { SignatureSwitch } from '../findings/signature-switch.ts';

const LEFT =
  'what it has to allow is not in the file: try `-y` alone, and where that stops add only the one needed of `--allow-downgrades`, `--allow-remove-essential` and `--allow-change-held-packages`';

/** Packages held back, which only an option of their own lets change. */
const HELD = /\bapt-mark\s+hold\b|\bset-selections\b/;

function isForced(name: string, value: string | null): boolean {
  if (name === '--force-yes') return value !== 'false' && value !== 'no';
  const isSetting = name === '-o' || name === '--option';
  return isSetting && /^APT::Get::force-yes=["']?(?:true|yes|1|on)\b/i.test(value ?? '');
}

function problemOf(dockerfile: Dockerfile, facts: Facts, found: SignatureSwitch): Problem {
  const { words, call, run } = found;
  const [word] = words;
  const span = word?.span ?? call.command.span;
  const message = `\`${word?.text ?? ''}\` also turns off the check of signatures.`;
  const left = reasonOf(dockerfile, found) ?? keysReason(dockerfile, facts, found);
  if (left !== null) return { span, message, fix: null, left };
  const sources = { ...APT_SOURCES, managers: ['apt-get', 'apt'] as const };
  return signatureProblem(dockerfile, facts, { run, call, words }, { message, sources });
}

/** What else it may be there for; null where it allows nothing that is needed. */
function reasonOf({ text }: Dockerfile, { call }: SignatureSwitch): string | null {
  const pinned = call.packages.find((one) => one.text.includes('='));
  if (pinned !== undefined) {
    return `\`${pinned.text}\` may be older than what the image has: write \`--allow-downgrades\` in its place (apt 1.1 and newer)`;
  }
  if (HELD.test(text)) {
    return 'packages are held back in this file: write `--allow-change-held-packages` in its place (apt 1.1 and newer)';
  }
  const isInstall = call.action === 'install' || call.action === 'update';
  const isAnswered = hasOption(call, ['-y', '--yes', '--assume-yes', '-qq'], call.valueOptions);
  return isInstall && (isAnswered || call.action === 'update') ? null : LEFT;
}

function keysReason(dockerfile: Dockerfile, facts: Facts, { run }: SignatureSwitch): string | null {
  const ended = endedBase(dockerfile, facts, run.stage);
  if (ended === null) return null;
  return `the keys of ${ended} end with its support: move to a newer base image, then write \`-y\` alone`;
}

export default {
  id: 'apt-force-yes',
  summary: 'apt-get is forced to go on whatever happens',
  rationale:
    '`--force-yes` installs packages without a signature, goes back to older versions and removes what ' +
    'the system needs, without a word. It is deprecated, and newer versions of apt have one option for ' +
    'each of these. Most often `-y` is what was meant.',
  severity: 'medium',
  safety: 'review',
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
      after: 'FROM debian:12\nRUN apt-get install -y curl\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const found of signatureSwitches(dockerfile, facts, ['apt-get', 'apt'], isForced)) {
      yield problemOf(dockerfile, facts, found);
    }
  },
} satisfies Rule;
