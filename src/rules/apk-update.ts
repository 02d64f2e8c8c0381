import { effectiveCommand, hasOption, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { removeCommand } from '../dockerfile/remove-command.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { callSpan } from '../findings/call-text.ts';
import { laterNeed } from '../findings/later-need.ts';
import type { Need } from '../findings/later-need.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { isMounted } from '../findings/run-mounts.ts';
import { fixIn, runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const CACHE = ['/var/cache/apk', '/etc/apk/cache'];
const NO_CACHE = ['--no-cache'];

function isApk(call: PackageCommand, action: string): boolean {
  return call.manager === 'apk' && call.action === action;
}

function isIndependent(call: PackageCommand): boolean {
  return hasOption(call, [...NO_CACHE, '-U', '--update', '--update-cache'], call.valueOptions);
}

const USING: ReadonlySet<string> = new Set(['install', 'upgrade', 'search', 'download']);

const INDEX: Need = {
  uses: (call) => call.manager === 'apk' && USING.has(call.action) && !isIndependent(call),
  renews: (call) => isApk(call, 'update'),
  programs: new Set(),
  quoted:
    /\bapk\b(?![^"']{0,200}(?:--no-cache|-U|--update|\bupdate\b))[^"']{0,200}\b(?:add|upgrade)\b/,
};

/** The `apk update` of a RUN in which every other call of apk brings its own index. */
function superfluousUpdate({ calls }: Run): PackageCommand | null {
  const own = calls.filter((call) => call.manager === 'apk');
  const update = own.find((call) => call.action === 'update');
  const others = own.filter((call) => USING.has(call.action));
  const adds = others.filter((call) => call.action === 'install');
  if (update === undefined || hasOption(update, NO_CACHE) || adds.length === 0) return null;
  const isServed = others.every((call) => hasOption(call, NO_CACHE, call.valueOptions));
  return isServed ? update : null;
}

/** `rm -rf /var/cache/apk/*`, which has nothing to do without the update. */
function removals({ script }: Run): ShellCommand[] {
  return script.commands.filter((command) => {
    const line = effectiveCommand(command);
    const paths = line.words.slice(1).filter(({ text }) => !text.startsWith('-'));
    const isCache =
      paths.length > 0 && paths.every(({ text }) => text.startsWith('/var/cache/apk'));
    return nameOf(line) === 'rm' && isCache;
  });
}

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, update: PackageCommand): Problem {
  const span = callSpan(update);
  const message =
    '`apk update` stores an index that `apk add --no-cache` does not read: it fetches one itself.';
  const later = laterNeed(dockerfile, facts, run, INDEX);
  if (later?.certain === true) {
    return { span, message, fix: null, left: `line ${later.line} uses the stored index` };
  }
  const commands = [update.command, ...removals(run)];
  const edits = commands.map((command) => removeCommand(dockerfile, run.script, command));
  const found = edits.filter((edit) => edit !== null);
  if (found.length < edits.length) {
    return { span, message, fix: null, left: 'it cannot be taken out without its neighbours' };
  }
  const fix = fixIn(run, {
    title: 'Remove `apk update` before `apk add --no-cache`',
    edits: found,
    review: 'Look whether another command of this RUN, or a later one, reads the stored index.',
    commands: commands.map(({ words }) => ({
      kind: 'remove' as const,
      command: words.map(({ text }) => text).join(' '),
    })),
  });
  return { span, message, fix };
}

export default {
  id: 'apk-update',
  summary: 'apk update stores an index that apk add --no-cache does not read',
  rationale:
    '`apk add --no-cache` fetches the package index itself and stores nothing. An `apk update` before ' +
    'it fetches the same index a second time and leaves it in the layer. The fix takes the update ' +
    'out, and a removal of the then empty cache behind it.',
  severity: 'info',
  safety: 'review',
  effects: [],
  paths: ['/var/cache/apk/**'],
  about: ['apk'],
  aliases: {},
  references: ['https://github.com/hadolint/hadolint/wiki/DL3019'],
  examples: [
    {
      name: 'an index is stored that nothing reads',
      before: 'FROM alpine:3.20\nRUN apk update && apk add --no-cache curl\n',
      after: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsCalling(dockerfile, facts, ['apk'])) {
      const update = isMounted(run.run, CACHE) ? null : superfluousUpdate(run);
      if (update !== null) yield judge(dockerfile, facts, run, update);
    }
  },
} satisfies Rule;
