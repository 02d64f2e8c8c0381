import type { PackageCommand } from '../dockerfile/package-command.ts';

/**
 * True for `name-1.2`, `name-1.2-3.el9`, `name-2:1.2*` and `name-$VERSION`, for files, groups (`@x`)
 * and exclusions. In `java-11-openjdk` the number is part of the name, since a name follows it.
 */
export function isPinnedRpm(text: string): boolean {
  return /-\d[^-]*(?:-\d[^-]*)?$|[-=]\$|[=<>]|\.rpm$|^[@-]/.test(text);
}

/** `dnf group install` and `dnf module install`, whose arguments are no packages. */
export function isGroupCall({ words, actionWord }: PackageCommand): boolean {
  const before = actionWord === null ? [] : words.slice(1, words.indexOf(actionWord));
  return before.some(({ text }) => text === 'group' || text === 'groups' || text === 'module');
}
