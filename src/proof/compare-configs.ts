import type { Effect } from '../findings/rule.ts';
import type { BuiltConfig } from './built-image.ts';
import type { Difference } from './difference.ts';

type Field = Exclude<keyof BuiltConfig, 'env' | 'labels'>;

/** Which effect a fix declares to change a field. */
const FIELDS: Readonly<Record<Field, Effect>> = {
  user: 'user',
  workdir: 'workdir',
  shell: 'shell',
  entrypoint: 'entrypoint',
  cmd: 'cmd',
  exposed: 'expose',
  volumes: 'volume',
  healthcheck: 'healthcheck',
  stopSignal: 'stopsignal',
  onbuild: 'onbuild',
};

/** Differences of two configurations, in the order of the fields. */
export function compareConfigs(
  before: BuiltConfig,
  after: BuiltConfig,
  effects: readonly Effect[],
): Difference[] {
  const isDeclared = (effect: Effect) => effects.includes(effect) || effects.includes('base');
  // The keys of the table are its type's.
  const fields = Object.entries(FIELDS) as [Field, Effect][];
  const plain = fields.flatMap(([name, effect]): Difference[] => {
    const [a, b] = [print(before[name]), print(after[name])];
    if (a === b) return [];
    return [{ kind: 'config', name, before: a, after: b, declared: isDeclared(effect) }];
  });
  return [
    ...plain,
    ...compareNamed('env', [before.env, after.env], isDeclared('env')),
    ...compareNamed('label', [before.labels, after.labels], isDeclared('labels')),
  ];
}

function print(value: BuiltConfig[Field]): string | null {
  if (value === null || value.length === 0) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Named = ReadonlyMap<string, string>;

function compareNamed(
  kind: string,
  [before, after]: readonly [Named, Named],
  declared: boolean,
): Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): Difference[] => {
    const [a, b] = [before.get(name), after.get(name)];
    if (a === b) return [];
    const changed = a === undefined ? 'set' : 'set to another value';
    return [
      {
        kind: 'config',
        name: `${kind} ${name}`,
        before: a === undefined ? null : 'set',
        after: b === undefined ? null : changed,
        declared,
      },
    ];
  });
}
