import { nameOf } from '../../builds/paths.ts';
import { itemsAt, readYamlFile, textAt, writtenAt } from '../../builds/yaml-file.ts';
import type { YamlFile } from '../../builds/yaml-file.ts';
import type { YamlMap } from '../../yaml/yaml-tree.ts';
import type { Subject } from '../silence.ts';
import { collectIgnores } from '../silencing/ignore-file.ts';
import type { IgnoreFormat } from '../silencing/ignore-file.ts';
import { readPathGlob } from '../silencing/path-glob.ts';
import { isPackage, readPurlPattern } from '../silencing/purl-pattern.ts';

const SECTIONS: readonly (readonly [section: string, kind: Subject['kind']])[] = [
  ['vulnerabilities', 'vulnerability'],
  ['misconfigurations', 'problem'],
  ['secrets', 'secret'],
];

/** `.trivyignore.yaml` (Trivy's documentation, "Filtering by finding IDs", `.trivyignore.yaml`). */
export const TRIVYIGNORE_YAML: IgnoreFormat = {
  isFile: (path) => /^\.trivyignore\.ya?ml$/.test(nameOf(path)),
  read: (source, today) => {
    const entries = collectIgnores(today);
    const file = readYamlFile(source);
    if ('problem' in file) {
      entries.complain(file);
      return entries.reading();
    }
    for (const [section, kind] of SECTIONS) {
      for (const { value, offset } of itemsAt(file.root, section)) {
        const place = { path: file.path, line: file.lineOf(offset) };
        const id = value.kind === 'map' ? textAt(file, value, 'id')?.value : null;
        const covers = value.kind === 'map' ? coverage(file, value, kind) : null;
        if (!id || value.kind !== 'map' || covers === null) {
          const problem = 'an entry without a readable id, paths or purls does not count';
          entries.complain({ ...place, problem });
          continue;
        }
        const until = textAt(file, value, 'expired_at')?.value ?? null;
        const reason = textAt(file, value, 'statement')?.value ?? null;
        entries.add({ ...place, about: id, until, reason, ids: [id], covers });
      }
    }
    return entries.reading();
  },
};

/** Null when a path or a package URL cannot be read: without it the entry would cover more than it says. */
function coverage(file: YamlFile, entry: YamlMap, kind: Subject['kind']) {
  const texts = (key: string) =>
    itemsAt(entry, key).map((item) => writtenAt(file, item)?.value ?? '');
  const globs = texts('paths').map(readPathGlob);
  const purls = texts('purls').map(readPurlPattern);
  if (globs.includes(null) || purls.includes(null)) return null;
  return (subject: Subject): boolean => {
    const { vulnerability, paths } = subject;
    if (subject.kind !== kind) return false;
    const isGlob = (path: string) => globs.some((glob) => glob?.(path) === true);
    const isThere = globs.length === 0 || (paths.length > 0 && paths.every(isGlob));
    if (purls.length === 0 || !isThere) return isThere;
    if (vulnerability === null) return false;
    return purls.some((purl) => purl !== null && isPackage(purl, vulnerability.package));
  };
}
