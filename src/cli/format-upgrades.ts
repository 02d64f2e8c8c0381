import { countPackages, printSize } from '../image/evidence-numbers.ts';
import type { Evidence, ImageOutlook, UpgradeCandidate } from '../image/upgrade.ts';
import { printable, printableLine } from './printable.ts';
import type { UpgradeRow } from './results.ts';
import type { Colors } from './terminal.ts';

/** Per image: where it is used, what is known of it, what to take, and why not the others. */
export function formatUpgradesText(rows: readonly UpgradeRow[], colors: Colors): string {
  if (rows.length === 0) return 'No image here.\n';
  return rows.map((row) => formatRow(row, colors)).join('\n');
}

function formatRow({ outlook, places }: UpgradeRow, colors: Colors): string {
  const { candidates, chosen, unknown } = outlook;
  const where = places.map(({ path, line }) => `${printableLine(path)}:${line}`).join(', ');
  const others = candidates.filter((candidate) => candidate !== chosen);
  const lines = [
    `${colors.bold(printableLine(outlook.reference))}${where === '' ? '' : ` ${colors.dim(where)}`}`,
    ...stateLines(outlook, colors),
    ...(chosen === null ? [] : chosenLines(chosen, colors)),
    ...others.map((candidate) => otherLine(candidate, colors)),
    ...unknown.map((reason) => `  ${colors.yellow('unknown')} ${printable(reason)}`),
    ...(outlook.doubt === null
      ? []
      : [`  ${colors.yellow('doubt')}   ${printable(outlook.doubt)}`]),
    ...(candidates.length + unknown.length === 0 ? [colors.dim('  nothing newer')] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function stateLines({ digest, lifecycle }: ImageOutlook, colors: Colors): string[] {
  const lines = digest === null ? [] : [`  ${colors.dim('digest')}  ${printableLine(digest)}`];
  if (lifecycle === null) return lines;
  const { product, cycle, lts, endOfLife, isEnded } = lifecycle;
  const supported =
    endOfLife === null ? 'supported, no end announced' : `supported until ${endOfLife}`;
  const state = isEnded ? colors.red(`ended ${endOfLife ?? ''}`.trimEnd()) : supported;
  return [
    ...lines,
    `  ${colors.dim('line')}    ${product} ${cycle}${lts ? ' (long support)' : ''}: ${state}`,
  ];
}

function chosenLines(chosen: UpgradeCandidate, colors: Colors): string[] {
  const take = `  ${colors.green('take')}    ${printableLine(chosen.reference)}`;
  const why = `${colors.dim(`${chosen.kind}:`)} ${printable(chosen.reason)}`;
  const evidence = chosen.evidence === null ? [] : evidenceLines(chosen.evidence);
  return [`${take} ${why}`, ...evidence.map((line) => `          ${line}`)];
}

function otherLine({ reference, kind, reason }: UpgradeCandidate, colors: Colors): string {
  return `  ${colors.dim('not')}     ${printableLine(reference)} ${colors.dim(`${kind}:`)} ${printable(reason)}`;
}

function evidenceLines(evidence: Evidence): string[] {
  const { created, size, packages, configuration, platforms, compareLink, unknown } = evidence;
  const bytes = (value: number | null) => (value === null ? '?' : printSize(value));
  const facts = [
    `created ${day(created.from)} → ${day(created.to)}`,
    `size ${bytes(size.from)} → ${bytes(size.to)}`,
    ...(packages === null ? [] : [packageSummary(packages)]),
  ];
  return [
    facts.join(', '),
    ...configuration.map(
      ({ field, from, to }) => `${printableLine(field)}: ${show(from)} → ${show(to)}`,
    ),
    ...(platforms.gained.length === 0
      ? []
      : [`new platforms: ${platforms.gained.map(printableLine).join(', ')}`]),
    ...(compareLink === null ? [] : [printableLine(compareLink)]),
    ...unknown.map((reason) => `not known: ${printable(reason)}`),
  ];
}

function packageSummary(packages: NonNullable<Evidence['packages']>): string {
  const { updated, added, removed } = countPackages(packages);
  return `packages: ${updated} updated, ${added} added, ${removed} removed`;
}

function day(created: string | null): string {
  return created === null ? '?' : printableLine(created.slice(0, 10));
}

function show(value: string | null): string {
  return value === null ? 'nothing' : printableLine(value);
}

/** DESIGN's JSON of `upgrades`; `chosen` is the reference of the candidate to take. */
export function formatUpgradesJson(rows: readonly UpgradeRow[]): string {
  const images = rows.map(({ outlook, places }) => ({
    reference: outlook.reference,
    places,
    current: { digest: outlook.digest, lifecycle: outlook.lifecycle },
    candidates: outlook.candidates,
    chosen: outlook.chosen?.reference ?? null,
    unknown: outlook.unknown,
    doubt: outlook.doubt,
  }));
  return `${JSON.stringify({ version: 1, images }, null, 2)}\n`;
}
