import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { isInEnvironment } from '../findings/given-options.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { Judgement, KeptCache } from '../findings/kept-cache.ts';
import { anyCallOf, unlessUsedLater } from '../findings/later-call.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import type { Run } from '../findings/runs.ts';

const LATER = anyCallOf('composer', ({ action }) => action === 'install' || action === 'upgrade');

const CACHE: KeptCache = {
  managers: ['composer'],
  fills: (call) =>
    (call.action === 'install' || call.action === 'upgrade') &&
    !hasOption(call, ['--no-cache', '--dry-run', '--help'], call.valueOptions),
  empties: (call) => call.manager === 'composer' && call.action === 'clean',
  path: /composer(?:\/cache)?(?:\/\*?)?["']?$|\.cache(?:\/\*)?["']?$|composer\/cache/,
  directories: ['/root/.composer/cache', '/root/.cache/composer', '/tmp/cache'],
  command: (call) => `${call.invoked} clear-cache`,
  needed: /^(?:composer|php)/,
  what: 'downloaded packages in its cache',
  title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
  judge,
};

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, call: PackageCommand): Judgement {
  if (isInEnvironment(dockerfile, facts, run, call, 'COMPOSER_CACHE_DIR')) {
    return {
      left: '`COMPOSER_CACHE_DIR` gives the cache a place of its own: remove that in this RUN',
    };
  }
  return unlessUsedLater(dockerfile, facts, run, LATER);
}

export default {
  id: 'composer-cache',
  summary: 'composer keeps downloaded packages in the layer',
  rationale:
    'composer keeps an archive of every package that it downloads, and an index, beside the folder `vendor`. ' +
    'Nothing in the image reads them again. The fix empties the cache at the end of the RUN that fills it; a ' +
    'cache mount would keep it for the next build instead.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/root/**', '/home/**', '/tmp/cache/**'],
  about: CACHE.managers,
  aliases: {},
  references: [
    'https://getcomposer.org/doc/03-cli.md#clear-cache-clearcache-cc',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM php:8.3-cli\nRUN composer install --no-dev\n',
      after: 'FROM php:8.3-cli\nRUN composer install --no-dev && composer clear-cache\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
