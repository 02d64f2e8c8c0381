import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { readConfigText } from '../config/config-text.ts';
import { readTextFile } from '../local/text-file.ts';
import { DEFAULT_SETTINGS } from '../registry/options.ts';
import type { RegistrySettings } from '../registry/options.ts';
import { readSettings } from '../registry/settings.ts';
import { UsageError } from './exit.ts';

/** Names the file of the operator's settings, see docs/registries.md. */
const SETTINGS_VARIABLE = 'SEAWORTHY_REGISTRIES';

/** What the operator says about hosts: of registries, and of downloads. */
export function loadSettings(): RegistrySettings {
  const path = settingsPath();
  if (path === null) return DEFAULT_SETTINGS;
  const short = relative('.', path);
  const shown = short.startsWith('..') ? path : short;
  const content = readTextFile(path);
  if (!content.ok) throw new UsageError(`${shown}: ${content.reason}`);
  const { data, placeOf } = readConfigText(content.text, shown);
  const read = readSettings(data);
  if (read.ok) return read.settings;
  const [first] = read.problems;
  throw placeOf(first?.path ?? []).error(first?.problem ?? 'cannot be read', null);
}

/** A file that is named has to be there; the usual one may be missing. */
function settingsPath(): string | null {
  const named = process.env[SETTINGS_VARIABLE] ?? '';
  if (named !== '') return named;
  const usual = join(folderOf('XDG_CONFIG_HOME', '.config'), 'seaworthy/registries.yml');
  return existsSync(usual) ? usual : null;
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
export function folderOf(variable: string, usual: string): string {
  const named = process.env[variable] ?? '';
  return named.startsWith('/') ? named : join(homedir(), usual);
}
