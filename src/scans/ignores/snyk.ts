import { nameOf } from '../../builds/paths.ts';
import { mapAt, readYamlFile, textAt } from '../../builds/yaml-file.ts';
import type { Subject } from '../silence.ts';
import { collectIgnores } from '../silencing/ignore-file.ts';
import type { IgnoreFormat } from '../silencing/ignore-file.ts';

/** `.snyk`: under `ignore` an id, a list of paths, and for each `reason` and `expires` (Snyk's documentation, "The .snyk file"). */
export const SNYK: IgnoreFormat = {
  isFile: (path) => nameOf(path) === '.snyk',
  read: (source, today) => {
    const entries = collectIgnores(today);
    const file = readYamlFile(source);
    if ('problem' in file) {
      entries.complain(file);
      return entries.reading();
    }
    for (const [id, { value: paths }] of mapAt(file.root, 'ignore').entries) {
      for (const item of paths.kind === 'list' ? paths.items : []) {
        if (item.value.kind !== 'map') continue;
        for (const [path, { keyOffset, value }] of item.value.entries) {
          const place = { path: file.path, line: file.lineOf(keyOffset), about: id };
          const covers = coverage(path);
          if (covers === null) {
            const problem = `the way ${path.slice(0, 100)} to a package cannot be followed here and does not count`;
            entries.complain({ ...place, problem });
            continue;
          }
          const text = (key: string) =>
            value.kind === 'map' ? (textAt(file, value, key)?.value ?? null) : null;
          const until = text('expires');
          entries.add({ ...place, until, reason: text('reason'), ids: [id], covers });
        }
      }
    }
    return entries.reading();
  },
};

/**
 * A path is `*`, or goes from package to package to the vulnerable one. Reports do not tell the way, so that only
 * one that begins with `*`, or names a package alone, can be followed.
 */
function coverage(path: string): ((subject: Subject) => boolean) | null {
  const steps = path.split(/\s*>\s*/);
  const last = steps.at(-1) ?? '';
  if (steps.slice(0, -1).some((step) => step !== '*')) return null;
  if (last === '*') return () => true;
  const at = last.lastIndexOf('@');
  const [name, version] = at > 0 ? [last.slice(0, at), last.slice(at + 1)] : [last, null];
  return ({ vulnerability }) => {
    if (vulnerability === null) return false;
    const own = vulnerability.package;
    const isName = own.name === name || `${own.source ?? ''}/${own.name}` === name;
    return isName && (version === null || version === '*' || own.version === version);
  };
}
