import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { hasOption } from '../dockerfile/command-line.ts';
import type { KeptCache } from './kept-cache.ts';

const FILLING: ReadonlySet<string> = new Set(['install', 'upgrade', 'dist-upgrade', 'build-dep']);
/** They share caches: on many systems `yum` is `dnf`. */
const FAMILY: ReadonlySet<string> = new Set(['yum', 'dnf', 'microdnf', 'tdnf']);
const OTHER_ROOT = ['--installroot', '--downloaddir', '--destdir'];

/** The cache of yum, dnf, microdnf or tdnf; emptied by the program that filled it. */
export function rpmCache(managers: readonly PackageManagerName[]): KeptCache {
  return {
    managers,
    fills: (call) => FILLING.has(call.action),
    empties: (call) => FAMILY.has(call.manager) && cleansAll(call),
    path: /\/var\/cache(?:\/(?:yum|dnf|libdnf5?|tdnf|\{[^}]{0,200}(?:yum|dnf))|\/\*|\/?$)/,
    directories: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/tdnf'],
    command: (call) => `${call.invoked} clean all`,
    needed: /^(?:yum|dnf|microdnf|tdnf|rpm|(?:platform-)?python[0-9.]*(?:-libs)?$)/,
    what: 'metadata and packages in its cache',
    title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
    judge: (_dockerfile, _facts, _run, call) => judgeCall(call),
  };
}

function cleansAll({ action, packages }: PackageCommand): boolean {
  return action === 'clean' && packages.some(({ text }) => text === 'all');
}

function judgeCall(call: PackageCommand) {
  if (!hasOption(call, OTHER_ROOT, call.valueOptions)) return null;
  return { left: 'the packages go to another directory, whose cache `clean all` does not empty' };
}
