import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { isInEnvironment } from '../findings/given-options.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { Judgement, KeptCache } from '../findings/kept-cache.ts';
import { laterNeed } from '../findings/later-need.ts';
import type { Need } from '../findings/later-need.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import type { Run } from '../findings/runs.ts';

/** Options that Yarn 2 and later refuse, so that a build with one of them runs Yarn 1. */
const CLASSIC = [
  '--production',
  '--prod',
  '--pure-lockfile',
  '--no-lockfile',
  '--flat',
  '--prefer-offline',
  '--offline',
  '--no-progress',
  '--silent',
  '--no-bin-links',
  '--link-duplicates',
  '--har',
  '--verbose',
];
/** Options that Yarn 1 does not know. */
const MODERN = ['--immutable', '--immutable-cache', '--check-cache', '--inline-builds', '--mode'];

function installs(call: PackageCommand): boolean {
  if (call.action !== 'install') return false;
  return !hasOption(call, [...MODERN, '--version', '--help', '--cache-folder'], call.valueOptions);
}

function isClassic(call: PackageCommand): boolean {
  const isGlobal = call.words.some(({ text }) => text === 'global');
  return isGlobal || hasOption(call, CLASSIC, call.valueOptions);
}

const OFFLINE: Need = {
  uses: (call) => call.manager === 'yarn' && hasOption(call, ['--offline'], call.valueOptions),
  renews: () => false,
  programs: new Set(),
  quoted: /\byarn\b[^"']{0,200}--offline\b/,
};

const CACHE: KeptCache = {
  managers: ['yarn'],
  fills: installs,
  empties: (call) => call.manager === 'yarn' && call.action === 'clean',
  path: /\.cache(?:\/yarn[^\s]{0,100}|\/\*)?\/?["']?$|\$\(?\{?yarn cache dir|\.yarn\/cache/,
  directories: ['/usr/local/share/.cache/yarn', '/root/.cache/yarn', '/root/.yarn'],
  command: (call) => `${call.invoked} cache clean`,
  needed: /^(?:yarn|npm|node)/,
  what: 'downloaded packages in its cache',
  title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
  judge,
};

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, call: PackageCommand): Judgement {
  if (isInEnvironment(dockerfile, facts, run, call, 'YARN_CACHE_FOLDER')) {
    return { left: '`YARN_CACHE_FOLDER` gives the cache a place of its own' };
  }
  if (!isClassic(call)) {
    return {
      left: 'nothing here proves that this is Yarn 1, and projects of later versions may run from the cache',
    };
  }
  const later = laterNeed(dockerfile, facts, run, OFFLINE);
  if (later?.certain !== true) return null;
  return { left: `line ${later.line} installs from this cache with \`--offline\`` };
}

export default {
  id: 'yarn-cache',
  summary: 'yarn keeps its cache in the layer',
  rationale:
    'Yarn 1 keeps a copy of every package that it downloads, which doubles the size of the layer. The ' +
    'fix empties the cache at the end of the RUN that fills it. It is made only where the command line ' +
    'proves Yarn 1: later versions may run a project from the cache.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/usr/local/share/.cache/**', '/**/.cache', '/**/.cache/yarn/**'],
  about: CACHE.managers,
  aliases: {
    hadolint: ['DL3060'],
    kics: ['Run yarn clean after yarn install', '9e13082c-2e00-278b-8ee9-34f43fffc791'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3060',
    'https://classic.yarnpkg.com/en/docs/cli/cache',
  ],
  examples: [
    {
      name: 'Yarn 1 installs a program for all projects',
      before: 'FROM node:22\nRUN yarn global add serve\n',
      after: 'FROM node:22\nRUN yarn global add serve && yarn cache clean\n',
    },
    {
      name: 'the version of Yarn is not known',
      before: 'FROM node:22\nRUN yarn install --frozen-lockfile\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
