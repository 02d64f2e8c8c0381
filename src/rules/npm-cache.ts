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

const OFFLINE: Need = {
  uses: (call) => call.manager === 'npm' && hasOption(call, ['--offline'], call.valueOptions),
  renews: () => false,
  programs: new Set(),
  quoted: /\bnpm\b[^"']{0,200}--offline\b/,
};

const CACHE: KeptCache = {
  managers: ['npm'],
  fills: (call) =>
    call.action === 'install' &&
    !hasOption(call, ['--cache', '--help', '--version', '--dry-run'], call.valueOptions),
  empties: (call) => call.manager === 'npm' && call.action === 'clean',
  path: /(?:\.npm|_cacache)(?:\/\*?)?["']?$|\.npm\/_|npm config get cache/,
  directories: ['/root/.npm'],
  command: (call) => `${call.invoked} cache clean --force`,
  needed: /^(?:npm|node)/,
  what: 'downloaded packages in its cache',
  title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
  judge,
};

const REVIEW =
  'Look whether a later step installs again and profits from the cache; it would download the packages anew.';

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, call: PackageCommand): Judgement {
  const variable = ['npm_config_cache', 'NPM_CONFIG_CACHE'].find((name) =>
    isInEnvironment(dockerfile, facts, run, call, name),
  );
  if (variable !== undefined) return { left: `\`${variable}\` gives the cache a place of its own` };
  const later = laterNeed(dockerfile, facts, run, OFFLINE);
  if (later?.certain !== true) return { review: REVIEW };
  return { left: `line ${later.line} installs from this cache with \`--offline\`` };
}

export default {
  id: 'npm-cache',
  summary: 'npm keeps its cache in the layer',
  rationale:
    'npm keeps a compressed copy of every package that it downloads under `~/.npm`. In an image nothing ' +
    'reads it again. The fix empties the cache at the end of the RUN that fills it; a cache mount would ' +
    'keep it for the next build instead.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/**/.npm/**'],
  about: CACHE.managers,
  aliases: {},
  references: [
    'https://docs.npmjs.com/cli/commands/npm-cache',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM node:22\nRUN npm ci --omit=dev\n',
      after: 'FROM node:22\nRUN npm ci --omit=dev && npm cache clean --force\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
