import { SEVERITIES } from '../../findings/severity.ts';
import type { Severity } from '../../findings/severity.ts';
import type { TracedVulnerability } from '../../findings/traced-vulnerability.ts';
import { alternativeLines } from '../alternative-lines.ts';
import { packageList, remedyLists } from '../remedy-lists.ts';
import { versionText } from '../scanned-row.ts';
import type { ScannedRow } from '../scanned-row.ts';
import { advisoryLink } from './advisory-link.ts';
import { groupBy } from './grouping.ts';
import { code, details, escapeMarkdown, prose } from './markdown.ts';

const MOST_PACKAGES = 12;
const MOST_ROWS = 60;
const MOST_ADVISORIES = 12;
const MOST_NAMES = 5;

/** What the change does about what scanners found, in parts; none when it fixes nothing of it. */
export function vulnerabilityParts(rows: readonly ScannedRow[]): readonly string[] {
  const fixed = rows.filter(({ state }) => state === 'fixed');
  if (fixed.length === 0) return [];
  const rest = rows.filter(({ state }) => state !== 'fixed');
  const images = namesOf(
    rows.map(({ finding }) => finding.traced.image),
    code,
  );
  const tools = namesOf(
    rows.flatMap(({ finding }) => finding.traced.witnesses),
    escapeMarkdown,
  );
  return [
    `### What scanners found\n\nAs reported by ${tools} about ${images}.\n\n${countTable(rows)}`,
    details(`Fixed: ${counted(fixed.length)}`, fixedList(fixed)),
    ...alternativeLines(rows).map((line) => `${prose(line)}.`),
    ...(rest.length === 0
      ? []
      : [details(`Not fixed here: ${counted(rest.length)}, and who can`, remedyList(rest))]),
  ];
}

function namesOf(names: readonly string[], print: (name: string) => string): string {
  const all = [...new Set(names)];
  const more = all.length - MOST_NAMES;
  const shown = all.slice(0, MOST_NAMES).map(print).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function counted(count: number): string {
  return count === 1 ? '1 vulnerability' : `${count} vulnerabilities`;
}

/** How many there are before and after, of each severity that occurs. */
function countTable(rows: readonly ScannedRow[]): string {
  const severities = SEVERITIES.filter((severity) => rows.some((row) => isOf(severity, row)));
  const lines = [
    ...severities.map((severity) =>
      countLine(
        severity,
        rows.filter((row) => isOf(severity, row)),
      ),
    ),
    ...(severities.length > 1 ? [countLine('**all**', rows)] : []),
  ];
  return ['| | before | after |', '| --- | ---: | ---: |', ...lines].join('\n');
}

function isOf(severity: Severity, { finding }: ScannedRow): boolean {
  return finding.severity === severity;
}

function countLine(name: string, rows: readonly ScannedRow[]): string {
  const after = rows.filter(({ state }) => state !== 'fixed').length;
  return `| ${name} | ${rows.length} | ${after === rows.length ? after : `**${after}**`} |`;
}

/** One line a package that changes at one place, with its advisories. */
function fixedList(rows: readonly ScannedRow[]): string {
  const groups = [...groupBy(rows, changeOf)];
  const lines = groups
    .slice(0, MOST_ROWS)
    .map(([change, own]) => `- ${change}: ${advisories(own)}`);
  const more = groups.length - lines.length;
  return more > 0
    ? [...lines, `- and ${more} more packages: \`seaworthy check --report\` lists them`].join('\n')
    : lines.join('\n');
}

function changeOf(row: ScannedRow): string {
  const { path, finding, becomes } = row;
  const { vulnerability, cause } = finding.traced;
  const { name, version } = vulnerability.package;
  const certainty = cause.certainty === 'inferred' ? ', inferred' : '';
  const next = becomes === null ? 'gone' : code(versionText(row));
  const place = `${code(`${path}:${finding.place.line}`)}, ${CAUSES[cause.kind]}${certainty}`;
  return `${code(`${name} ${version}`.trim())} → ${next} (${place})`;
}

function advisories(rows: readonly ScannedRow[]): string {
  const sorted = rows.toSorted(
    (one, other) =>
      SEVERITIES.indexOf(one.finding.severity) - SEVERITIES.indexOf(other.finding.severity),
  );
  const shown = sorted.slice(0, MOST_ADVISORIES).map(advisory);
  const more = sorted.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function advisory({ finding }: ScannedRow): string {
  const { id, link, isKnownExploited } = finding.traced.vulnerability;
  const address = advisoryLink(id, link);
  const name = address === null ? code(id) : `[${code(id)}](<${address}>)`;
  const exploited = isKnownExploited === true ? ', **exploited**' : '';
  return `${name} (${finding.severity}${exploited})`;
}

const CAUSES: Readonly<Record<TracedVulnerability['cause']['kind'], string>> = {
  base: 'base image',
  run: 'installed',
  copy: 'copied',
};

/** Who can do something about what the change does not fix. */
function remedyList(rows: readonly ScannedRow[]): string {
  const separate = rows.filter(({ state }) => state === 'separate');
  const others = remedyLists(rows).map(({ actor, rows: own }) => remedyLine(actor, own));
  const first = separate.length === 0 ? [] : [remedyLine('another pull request', separate)];
  return [...first, ...others].join('\n');
}

function remedyLine(actor: string, rows: readonly ScannedRow[]): string {
  return `- **${actor}**, ${counted(rows.length)}: ${packageList(rows, MOST_PACKAGES, code)}`;
}
