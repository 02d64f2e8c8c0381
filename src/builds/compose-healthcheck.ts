import type { YamlMap } from '../yaml/yaml-tree.ts';
import { itemsAt, mapAt, textAt, writtenAt } from './yaml-file.ts';
import type { YamlFile } from './yaml-file.ts';
import type { WorkloadHealthcheck } from './workload.ts';

/** Keys of Compose and the options of HEALTHCHECK that mean the same. */
const OPTIONS: readonly (readonly [key: string, option: string])[] = [
  ['interval', '--interval'],
  ['timeout', '--timeout'],
  ['start_period', '--start-period'],
  ['start_interval', '--start-interval'],
  ['retries', '--retries'],
];

/**
 * The `healthcheck` of a service; null where it has none, turns it off, or leaves the command to variables
 * (https://docs.docker.com/reference/compose-file/services/#healthcheck).
 */
export function composeHealthcheck(file: YamlFile, service: YamlMap): WorkloadHealthcheck | null {
  const entry = service.entries.get('healthcheck');
  if (entry?.value.kind !== 'map') return null;
  const check = mapAt(service, 'healthcheck');
  const command = commandOf(file, check);
  if (command === null) return null;
  const options = OPTIONS.flatMap(([key, option]) => {
    const value = textAt(file, check, key)?.value ?? null;
    return value !== null && /^[\w.]+$/.test(value) ? [`${option}=${value}`] : [];
  });
  return { line: file.lineOf(entry.keyOffset), command, options };
}

function commandOf(file: YamlFile, check: YamlMap): WorkloadHealthcheck['command'] | null {
  const single = textAt(file, check, 'test')?.value ?? null;
  if (single !== null) return unescaped(single);
  const words = itemsAt(check, 'test').map((item) => writtenAt(file, item)?.value ?? null);
  const known = words.flatMap((word) => (word === null ? [] : [unescaped(word)]));
  if (known.length < words.length || known.some((word) => word === null)) return null;
  const [kind, ...rest] = known.flatMap((word) => word ?? []);
  if (kind === 'CMD') return rest;
  return kind === 'CMD-SHELL' && rest.length === 1 ? (rest[0] ?? null) : null;
}

/** Compose writes `$$` for a `$`; a single one is a variable of its own, whose value only it knows. */
function unescaped(text: string): string | null {
  return /(?<!\$)(?:\$\$)*\$(?!\$)/.test(text) ? null : text.replaceAll('$$', '$');
}
