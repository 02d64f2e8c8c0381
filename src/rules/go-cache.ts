import type { PackageCommand } from '../dockerfile/package-command.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { KeptCache } from '../findings/kept-cache.ts';
import { anyCallOf, unlessShared } from '../findings/later-call.ts';
import type { Rule } from '../findings/rule.ts';

const BUILDING: ReadonlySet<string> = new Set([
  'build',
  'install',
  'get',
  'test',
  'run',
  'generate',
]);

function fills({ action, actionWord }: PackageCommand): boolean {
  return action === 'download' || BUILDING.has(actionWord?.value ?? '');
}

const NEED = anyCallOf('go');

const CACHE: KeptCache = {
  managers: ['go'],
  fills,
  empties: (call) => call.manager === 'go' && call.action === 'clean',
  path: /go-build|\/pkg(?:\/mod)?(?:\/\*?)?["']?$|\/\.cache(?:\/\*)?["']?$|GOCACHE|GOMODCACHE|GOPATH|\/go\/\*?["']?$/,
  directories: ['/root/.cache/go-build', '/go/pkg/mod', '/root/go/pkg/mod'],
  command: (call) => `${call.invoked} clean -cache -modcache`,
  needed: /^go(?:$|lang|-)/,
  what: 'the sources of modules and the results of builds',
  title: (command) => `Empty the caches with \`${command}\` in the RUN that fills them`,
  judge: (dockerfile, facts, run) => unlessShared(dockerfile, facts, run, { need: NEED, fills }),
};

export default {
  id: 'go-cache',
  summary: 'go keeps its caches in the layer',
  rationale:
    'go keeps the sources of all modules and the results of every build, often many times the size of the ' +
    'program. A program in an image needs neither. The fix empties both at the end of the RUN that builds, ' +
    'in stages that are shipped; a stage of its own for the build, or cache mounts, are better still.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/go/pkg/**', '/root/.cache/**', '/root/go/pkg/**', '/home/**'],
  about: CACHE.managers,
  aliases: {},
  references: [
    'https://pkg.go.dev/cmd/go#hdr-Remove_object_files_and_cached_files',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  examples: [
    {
      name: 'a program is built in the stage that is shipped',
      before: 'FROM golang:1.25\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
      after:
        'FROM golang:1.25\nCOPY . .\nRUN go build -o /app . && go clean -cache -modcache\nCMD ["/app"]\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
