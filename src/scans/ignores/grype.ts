import { itemsAt, readYamlFile, textAt } from '../../builds/yaml-file.ts';
import type { YamlFile } from '../../builds/yaml-file.ts';
import type { YamlMap } from '../../yaml/yaml-tree.ts';
import type { Subject } from '../silence.ts';
import { criterionOf, PACKAGE_CRITERIA, RULE_CRITERIA } from '../silencing/grype-criteria.ts';
import type { Criterion } from '../silencing/grype-criteria.ts';
import { collectIgnores } from '../silencing/ignore-file.ts';
import type { IgnoreCollector, IgnoreFormat } from '../silencing/ignore-file.ts';

/** VEX statements of these kinds silence without a rule. */
const OWN_STATUSES: readonly string[] = ['not_affected', 'fixed'];

/** The rules under `ignore` of Grype's configuration (its documentation, "Specifying matches to ignore"). */
export const GRYPE: IgnoreFormat = {
  isFile: (path) => /(?:^|\/)(?:\.grype\.ya?ml|\.grype\/config\.ya?ml)$/.test(path),
  read: (source, today) => {
    const entries = collectIgnores(today);
    const file = readYamlFile(source);
    if ('problem' in file) entries.complain(file);
    else {
      for (const { value, offset } of itemsAt(file.root, 'ignore')) {
        if (value.kind === 'map') readRule(file, value, file.lineOf(offset), entries);
      }
    }
    return entries.reading();
  },
};

/** All criteria of a rule must hold; a rule with one that a report cannot answer does not count. */
function readRule(file: YamlFile, rule: YamlMap, line: number, entries: IgnoreCollector): void {
  const place = { path: file.path, line };
  const status = textAt(file, rule, 'vex-status')?.value ?? null;
  if (status !== null && OWN_STATUSES.includes(status)) return;
  const id = textAt(file, rule, 'vulnerability')?.value ?? null;
  const criteria: Criterion[] = [];
  for (const [map, names] of [
    [rule, RULE_CRITERIA],
    [packageOf(rule), PACKAGE_CRITERIA],
  ] as const) {
    for (const name of names) {
      const wanted = map === null ? null : (textAt(file, map, name)?.value ?? null);
      if (wanted === null || wanted === '') continue;
      const criterion = criterionOf(name, wanted);
      if (criterion === null) {
        const problem = `a rule with ${name}: ${wanted.slice(0, 60)} cannot be followed here and does not count`;
        entries.complain({ ...place, problem });
        return;
      }
      criteria.push(criterion);
    }
  }
  if (id === null && criteria.length === 0) return;
  const covers = (subject: Subject) => {
    return subject.vulnerability !== null && criteria.every((criterion) => criterion(subject));
  };
  const reason = textAt(file, rule, 'reason')?.value ?? null;
  const ids = id === null ? null : [id];
  entries.add({ ...place, about: id ?? 'any id', until: null, reason, ids, covers });
}

function packageOf(rule: YamlMap): YamlMap | null {
  const value = rule.entries.get('package')?.value;
  return value?.kind === 'map' ? value : null;
}
