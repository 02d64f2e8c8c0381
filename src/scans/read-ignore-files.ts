import type { BuildFile, BuildNotice } from '../builds/build.ts';
import { folderOf } from '../builds/paths.ts';
import { GRYPE } from './ignores/grype.ts';
import { SNYK } from './ignores/snyk.ts';
import { TRIVYIGNORE_YAML } from './ignores/trivyignore-yaml.ts';
import { TRIVYIGNORE } from './ignores/trivyignore.ts';
import type { Silence } from './silence.ts';
import type { IgnoreFormat } from './silencing/ignore-file.ts';

const FORMATS: readonly IgnoreFormat[] = [TRIVYIGNORE, TRIVYIGNORE_YAML, GRYPE, SNYK];

/** Characters; a longer list is not what a person wrote. */
const LARGEST = 512 * 1024;

export interface IgnoreFiles {
  /** To be joined with what else silences. */
  readonly silences: readonly Silence[];
  /** What could not be read, and what has expired. */
  readonly notices: readonly BuildNotice[];
}

/** True for the files in which scanners keep what does not count; paths are relative to the root, with `/`. */
export function isIgnoreFile(path: string): boolean {
  return FORMATS.some((format) => format.isFile(path));
}

/**
 * Reads ignore files; a broken one is a notice. Every entry counts for the findings of all scanners. A file
 * counts for the Dockerfiles of its folder and below. `today` is `YYYY-MM-DD`, null when nobody tells.
 */
export function readIgnoreFiles(files: readonly BuildFile[], today: string | null): IgnoreFiles {
  const silences: Silence[] = [];
  const notices: BuildNotice[] = [];
  for (const file of files) {
    const format = FORMATS.find(({ isFile }) => isFile(file.path));
    if (format === undefined) continue;
    if (file.text.length > LARGEST) {
      const problem = `it is not read: it is larger than ${LARGEST / 1024} KiB`;
      notices.push({ path: file.path, line: 1, problem });
      continue;
    }
    const reading = format.read(file, today);
    silences.push(...withinFolder(reading.silences, folderOfScan(file.path)));
    notices.push(...reading.notices);
  }
  return { silences, notices };
}

/** Where the scanner runs that reads the file. */
function folderOfScan(path: string): string {
  const folder = folderOf(path);
  return folder.replace(/(?:^|\/)\.grype$/, '') || '.';
}

function withinFolder(silences: readonly Silence[], folder: string): readonly Silence[] {
  if (folder === '.') return silences;
  return silences.map((silence) => ({
    ...silence,
    covers: (subject) =>
      subject.dockerfile?.startsWith(`${folder}/`) === true && silence.covers(subject),
  }));
}
