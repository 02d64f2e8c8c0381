import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { baseImageName, stageChain } from '../findings/base-image.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { Judgement, KeptCache } from '../findings/kept-cache.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { isRootUser } from '../findings/shipped-user.ts';

const CACHE: KeptCache = {
  managers: ['gem'],
  fills: (call) =>
    call.action === 'install' && !hasOption(call, ['--explain', '--help'], call.valueOptions),
  empties: () => false,
  path: /(?:gem|bundle|ruby|gemdir\)?["']?)[^\s]{0,200}\/cache|\.gem(?:\/|["']?$)|gem env/,
  directories: ['/usr/local/bundle/cache', '/var/lib/gems', '/usr/lib/ruby/gems', '/root/.gem'],
  command: (_, __, facts, run) => `rm -rf ${directoryOf(facts, run) ?? ''}`,
  what: 'downloaded `.gem` files in its cache',
  title: (command) => `Remove downloaded gems with \`${command}\` in the RUN that installs them`,
  judge,
};

/** Of the Ruby that a distribution packs. */
const PACKED: ReadonlyMap<string, string> = new Map([
  ['debian', '/var/lib/gems/*/cache'],
  ['ubuntu', '/var/lib/gems/*/cache'],
  ['alpine', '/usr/lib/ruby/gems/*/cache'],
]);

/** Null where nothing tells where the cache is. */
function directoryOf(facts: Facts, { run, stage }: Run): string | null {
  const { env } = facts.before(run);
  const home = env.get('GEM_HOME');
  if (home !== undefined) return /^\/[\w./-]+$/.test(home) ? `${home}/cache` : null;
  return PACKED.get(facts.base(stage).distribution) ?? null;
}

/** True when the distribution's own Ruby is installed before, and no other to be seen. */
function hasPackedRuby(dockerfile: Dockerfile, facts: Facts, { run, stage }: Run): boolean {
  const chain = stageChain(stage);
  return runsOf(dockerfile, facts).some((other) => {
    const isBefore = chain.includes(other.stage) && other.run.span.start <= run.span.start;
    return (
      isBefore &&
      other.calls.some(({ action, packages }) => {
        return action === 'install' && packages.some(({ text }) => /^ruby(?:[\d.-]|$)/.test(text));
      })
    );
  });
}

const UNKNOWN: Judgement = {
  left: 'where this Ruby keeps them is not to be seen: remove them in this RUN with `rm -rf "$(gem env gemdir)"/cache/*.gem`',
};

function judge(dockerfile: Dockerfile, facts: Facts, run: Run): Judgement {
  const { env, user } = facts.before(run.run);
  if (directoryOf(facts, run) === null || !isRootUser(user)) return UNKNOWN;
  if (!env.has('GEM_HOME') && !hasPackedRuby(dockerfile, facts, run)) return UNKNOWN;
  if (!env.has('GEM_HOME') && baseImageName(dockerfile, run.stage) === 'ruby') return UNKNOWN;
  return {
    review: 'Look whether something installs gems again without a network, from these files.',
  };
}

export default {
  id: 'gem-cache',
  summary: 'gem keeps downloaded files in the layer',
  rationale:
    'gem keeps every `.gem` file that it downloads in the folder `cache` of its installation, next to the ' +
    'unpacked files. Nothing reads them again. The fix removes them in the same RUN where the file ' +
    'shows which Ruby it is: by `GEM_HOME`, or as a package of the distribution.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/usr/local/bundle/**', '/var/lib/gems/**', '/usr/lib/ruby/gems/**'],
  about: CACHE.managers,
  aliases: {},
  references: ['https://guides.rubygems.org/command-reference/#gem-install'],
  examples: [
    {
      name: 'a gem is installed and its file stays',
      before: 'FROM ruby:3.3\nRUN gem install --no-document bundler:2.5.0\n',
      after: null,
    },
    {
      name: 'the Ruby of the distribution installs a gem',
      before: 'FROM debian:12\nRUN apt-get install -y ruby && gem install --no-document sass\n',
      after:
        'FROM debian:12\nRUN apt-get install -y ruby && gem install --no-document sass && rm -rf /var/lib/gems/*/cache\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
