import type { Dockerfile } from '../dockerfile/model.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { baseImageName } from '../findings/base-image.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { Judgement, KeptCache } from '../findings/kept-cache.ts';
import { anyCallOf, unlessShared } from '../findings/later-call.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import type { Run } from '../findings/runs.ts';
import { isRootUser } from '../findings/shipped-user.ts';

const BUILDING: ReadonlySet<string> = new Set([
  'install',
  'build',
  'b',
  'check',
  'test',
  'run',
  'r',
  'fetch',
]);

function fills(call: PackageCommand): boolean {
  if (!BUILDING.has(call.actionWord?.value ?? '')) return false;
  return !hasOption(call, ['--offline', '--list', '--help'], call.valueOptions);
}

const NEED = anyCallOf('cargo');

const CACHE: KeptCache = {
  managers: ['cargo'],
  fills,
  empties: () => false,
  path: /cargo(?:\/(?:registry|git))?[^\s]{0,40}$|CARGO_HOME/,
  directories: ['/usr/local/cargo/registry', '/root/.cargo/registry'],
  command: (_, dockerfile, facts, run) => {
    const home = cargoHome(dockerfile, facts, run) ?? '';
    return `rm -rf ${home}/registry ${home}/git`;
  },
  what: 'the sources of all crates',
  title: (command) =>
    `Remove the sources of crates with \`${command}\` in the RUN that downloads them`,
  judge,
};

/** These define nothing that cargo reads. */
const PLAIN_BASES = ['alpine', 'debian', 'ubuntu', 'fedora', 'buildpack-deps'];

/** Null where it is not to be seen. */
function cargoHome(dockerfile: Dockerfile, facts: Facts, { run, stage }: Run): string | null {
  const { env, envComplete, user } = facts.before(run);
  const own = env.get('CARGO_HOME');
  if (own !== undefined) return /^\/[\w./-]+$/.test(own) ? own : null;
  const isPlain = envComplete || PLAIN_BASES.includes(baseImageName(dockerfile, stage) ?? '');
  const isKnown = isPlain && !env.has('HOME') && isRootUser(user);
  return isKnown ? '/root/.cargo' : null;
}

function judge(dockerfile: Dockerfile, facts: Facts, run: Run): Judgement {
  if (cargoHome(dockerfile, facts, run) === null) {
    return {
      left: 'where cargo keeps them is not to be seen: remove `registry` and `git` of `CARGO_HOME` in this RUN',
    };
  }
  return unlessShared(dockerfile, facts, run, { need: NEED, fills });
}

export default {
  id: 'cargo-cache',
  summary: 'cargo keeps the sources of crates in the layer',
  rationale:
    'cargo keeps the index and the sources of every crate that it builds. A program in an image needs none of ' +
    'them. The fix removes them at the end of the RUN that builds, in stages that are shipped; a stage of ' +
    'its own for the build, or a cache mount, is better still.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/usr/local/cargo/**', '/root/.cargo/**'],
  about: CACHE.managers,
  aliases: {},
  references: [
    'https://doc.rust-lang.org/cargo/guide/cargo-home.html',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  examples: [
    {
      name: 'a program is installed in the stage that is shipped',
      before: 'FROM debian:12\nENV CARGO_HOME=/opt/cargo\nRUN cargo install ripgrep\n',
      after:
        'FROM debian:12\nENV CARGO_HOME=/opt/cargo\nRUN cargo install ripgrep && rm -rf /opt/cargo/registry /opt/cargo/git\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
