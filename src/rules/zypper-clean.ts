import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { KeptCache } from '../findings/kept-cache.ts';
import { laterNeed } from '../findings/later-need.ts';
import type { Need } from '../findings/later-need.ts';
import type { Rule } from '../findings/rule.ts';

/** A removal reads, and renews, the metadata of the repositories too. */
const FILLING: ReadonlySet<string> = new Set(['install', 'upgrade', 'dist-upgrade', 'remove']);
const OTHER_ROOT = ['--root', '-R', '--installroot', '--cache-dir', '-C', '--pkg-cache-dir'];

function cleans(call: PackageCommand): boolean {
  return call.manager === 'zypper' && call.action === 'clean';
}

function staysOffline(call: PackageCommand): boolean {
  return call.words.some(({ text }) => text === '--no-refresh');
}

const METADATA: Need = {
  uses: (call) => call.manager === 'zypper' && FILLING.has(call.action) && staysOffline(call),
  renews: (call) => call.manager === 'zypper' && call.action === 'update',
  programs: new Set(),
  quoted: /\bzypper\b(?=[^"']{0,200}--no-refresh\b)[^"']{0,200}\bin/,
};

const CACHE: KeptCache = {
  managers: ['zypper'],
  fills: (call) => FILLING.has(call.action),
  empties: cleans,
  path: /\/var\/cache(?:\/(?:zypp|\{[^}]{0,200}zypp)|\/\*|\/?$)/,
  directories: ['/var/cache/zypp'],
  command: (call) => `${call.invoked} clean --all`,
  needed: /^(?:zypper|libzypp|rpm)/,
  what: 'metadata and packages in its cache',
  title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
  judge: (dockerfile, facts, run, call) => {
    if (isElsewhere(call)) {
      return { left: 'the call names another root or cache, which `zypper clean` does not empty' };
    }
    const later = laterNeed(dockerfile, facts, run, METADATA);
    if (later?.certain !== true) return null;
    return { left: `line ${later.line} installs with \`--no-refresh\` from this cache` };
  },
};

/** Global options: behind the action the same letters mean something else. */
function isElsewhere({ words, actionWord, valueOptions }: PackageCommand): boolean {
  const action = actionWord === null ? words.length : words.indexOf(actionWord);
  return hasOption({ words: words.slice(0, action) }, OTHER_ROOT, valueOptions);
}

export default {
  id: 'zypper-clean',
  summary: 'The cache of zypper stays in the layer that fills it',
  rationale:
    'zypper keeps the metadata of all repositories, and packages, under `/var/cache/zypp`. Once the ' +
    'packages are installed nothing needs them, but they stay in the layer, and a later RUN cannot ' +
    'take them out again. The fix empties the cache at the end of the RUN that fills it.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/cache/zypp/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3036'],
    trivy: ['DS-0020', 'DS020'],
    kics: ['Missing Zypper Clean', '38300d1a-feb2-4a48-936a-d1ef1cd24313'],
    semgrep: ['missing-zypper-clean'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3036',
    'https://avd.aquasec.com/misconfig/ds-0020',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd\n',
      after:
        'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install httpd && zypper clean --all\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
