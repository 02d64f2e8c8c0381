import type { BuildContext } from './build-context.ts';
import type { Companion } from './surroundings.ts';

/** The change to the .dockerignore of a context, or the new one, that has these entries at its end. */
export function ignoreCompanion(context: BuildContext, entries: readonly string[]): Companion {
  const { ignorePath: path, ignoreText } = context;
  if (ignoreText === null) return { path, create: entries.map((entry) => `${entry}\n`).join('') };
  const ending = ignoreText.includes('\r\n') ? '\r\n' : '\n';
  const isOpen = ignoreText !== '' && !ignoreText.endsWith('\n');
  const lines = entries.join(ending);
  const text = isOpen ? `${ending}${lines}` : `${lines}${ending}`;
  const end = ignoreText.length;
  return { path, edits: [{ span: { start: end, end }, text }] };
}

/** `.git, node_modules and .env`. */
export function listEntries(entries: readonly string[]): string {
  const names = entries.map((entry) => `\`${entry.replace(/^\*\*\//, '')}\``);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
