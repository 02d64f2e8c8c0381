import { hasOption } from '../dockerfile/command-line.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { KeptCache } from '../findings/kept-cache.ts';
import type { Rule } from '../findings/rule.ts';

const CACHE: KeptCache = {
  managers: ['gem'],
  fills: (call) =>
    call.action === 'install' && !hasOption(call, ['--explain', '--help'], call.valueOptions),
  empties: () => false,
  path: /(?:gem|bundle|ruby|gemdir\)?["']?)[^\s]{0,200}\/cache|\.gem(?:\/|["']?$)|gem env/,
  directories: ['/usr/local/bundle/cache', '/var/lib/gems', '/usr/lib/ruby/gems', '/root/.gem'],
  command: () => '',
  what: 'downloaded `.gem` files in its cache',
  title: () => '',
  judge: () => ({
    left: 'gem has no command that empties its cache, and where that is depends on the installation',
  }),
};

export default {
  id: 'gem-cache',
  summary: 'gem keeps downloaded files in the layer',
  rationale:
    'gem keeps every `.gem` file that it downloads in the folder `cache` of its installation, next to the ' +
    'unpacked files. Nothing reads them again. Remove them in the same RUN, for instance with ' +
    '`rm -rf "$(gem env gemdir)"/cache/*.gem`.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  about: CACHE.managers,
  aliases: {},
  references: ['https://guides.rubygems.org/command-reference/#gem-install'],
  examples: [
    {
      name: 'a gem is installed and its file stays',
      before: 'FROM ruby:3.3\nRUN gem install --no-document bundler:2.5.0\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
