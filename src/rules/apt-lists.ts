import { findKeptCaches } from '../findings/kept-cache.ts';
import type { Judgement, KeptCache } from '../findings/kept-cache.ts';
import { laterNeed } from '../findings/later-need.ts';
import type { Need } from '../findings/later-need.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import type { Run } from '../findings/runs.ts';

const FAMILY: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude']);
/** What apt does with the lists. */
const USING: ReadonlySet<string> = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'build-dep',
  'download',
  'search',
  'show',
]);

function renews(call: PackageCommand): boolean {
  return FAMILY.has(call.manager) && call.action === 'update';
}

const LISTS: Need = {
  uses: (call) => FAMILY.has(call.manager) && USING.has(call.action),
  renews,
  programs: new Set(['apt-cache', 'apt-file', 'gdebi', 'mk-build-deps']),
  quoted: /\b(?:apt|apt-get|aptitude)\b(?![^"']{0,200}\bupdate\b)[^"']{0,200}\binstall\b/,
};

const CACHE: KeptCache = {
  managers: ['apt-get', 'apt', 'aptitude'],
  // With another directory it is not this list that is filled.
  fills: (call) => renews(call) && !call.words.some(({ text }) => /\bDir::/i.test(text)),
  empties: (call) => FAMILY.has(call.manager) && /^dist-?clean$/.test(call.actionWord?.text ?? ''),
  path: /var\/lib\/(?:apt\b|\*|\{[^}]{0,200}\bapt\b)|\/var\/\{[^}]{0,200}\blib\/apt\b|\/var\/lib\/?$/,
  directories: ['/var/lib/apt/lists'],
  command: () => 'rm -rf /var/lib/apt/lists/*',
  what: 'package lists',
  title: () => 'Remove the package lists in the RUN that downloads them',
  judge: judgeLater,
};

function judgeLater(dockerfile: Dockerfile, facts: Facts, run: Run): Judgement {
  const later = laterNeed(dockerfile, facts, run, LISTS);
  if (later?.certain === true) {
    return { left: `line ${later.line} uses these lists without an update of its own` };
  }
  if (run.isTrigger) {
    return {
      review:
        'The lists go away in images built on this one; look whether their Dockerfiles install packages without `apt-get update`.',
    };
  }
  if (later === null) return null;
  return {
    review: `Line ${later.line} runs a script; look whether it installs packages without an \`apt-get update\` of its own.`,
  };
}

export default {
  id: 'apt-lists',
  summary: 'The package lists of apt stay in the layer that downloads them',
  rationale:
    '`apt-get update` downloads lists of all packages of the distribution, tens of megabytes that ' +
    'are of no use once the packages are installed. A later RUN cannot take them out of the layer ' +
    'again. The fix removes them at the end of the RUN that downloads them. It is left alone where a ' +
    'later instruction installs packages with these lists.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/lib/apt/lists/**', '/var/cache/apt/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3009'],
    kics: ['Apt Get Install Lists Were Not Deleted', 'df746b39-6564-4fed-bf85-e9c44382303c'],
    dockle: ['DKL-DI-0005'],
    semgrep: ['remove-package-lists'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://github.com/hadolint/hadolint/wiki/DL3009',
  ],
  examples: [
    {
      name: 'a RUN downloads the lists and keeps them',
      before:
        'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends curl\n',
      after:
        'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends curl \\\n    && rm -rf /var/lib/apt/lists/*\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
