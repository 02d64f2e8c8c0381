import type { ReportReader } from './findings/report-reader.ts';
import type { Rule } from './findings/rule.ts';
import { importUnits } from './import-units.ts';
import type { RegistryQuirk } from './registry/quirk.ts';

/** All rules, sorted by id. */
export function discoverRules(): Promise<readonly Rule[]> {
  return discoverUnits('rules', isRule);
}

/** All readers of scan reports, sorted by id. */
export function discoverReaders(): Promise<readonly ReportReader[]> {
  return discoverUnits('reports', isReader);
}

/** All quirks of registries, sorted by id. */
export function discoverQuirks(): Promise<readonly RegistryQuirk[]> {
  return discoverUnits('registry/quirks', isQuirk);
}

/** Units of one folder, sorted by id; a file that holds no such unit, or one of another name, is a bug. */
async function discoverUnits<Unit extends { readonly id: string }>(
  folder: string,
  isUnit: (value: unknown) => value is Unit,
): Promise<readonly Unit[]> {
  const found = await importUnits(folder);
  const units = found.map(([name, unit]) => {
    if (!isUnit(unit)) throw new TypeError(`${folder}/${name}.ts: the default export is no unit`);
    if (unit.id !== name) throw new TypeError(`${folder}/${name}.ts: the id is ${unit.id}`);
    return unit;
  });
  return units.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'check' in value;
}

function isReader(value: unknown): value is ReportReader {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'recognizes' in value;
}

function isQuirk(value: unknown): value is RegistryQuirk {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'hosts' in value && 'signs' in value;
}
