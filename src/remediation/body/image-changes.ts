import type { ImageMove } from '../../findings/rule.ts';
import { countPackages, printSize } from '../../image/evidence-numbers.ts';
import { withoutDigest } from '../../image/reference.ts';
import type { Evidence, PackageChange } from '../../image/upgrade.ts';
import type { ProposedFix } from '../proposal.ts';
import { code, details, escapeMarkdown } from './markdown.ts';

const MOST_PACKAGES = 60;

/** What each image that is taken instead brings: one part a move; empty when nothing moves. */
export function imageParts(fixes: readonly ProposedFix[]): string[] {
  const moves = new Map<string, ImageMove>();
  for (const move of fixes.flatMap(({ fix }) => fix.moves ?? [])) {
    moves.set(`${move.from}\n${move.to.reference}`, move);
  }
  return [...moves.values()].map(part);
}

function part({ from, to }: ImageMove): string {
  const images = `${code(shortened(from, to.reference))} → ${code(shortened(to.reference, from))}`;
  const evidence = to.evidence === null ? [] : evidenceParts(to.evidence);
  return [`${images}: ${escapeMarkdown(to.reason)}.`, ...evidence].join('\n\n');
}

function evidenceParts(evidence: Evidence): string[] {
  const { configuration, packages, unknown } = evidence;
  return [
    table(evidence),
    configuration.length === 0
      ? ''
      : `**The new image sets other defaults:** ${configuration.map(setting).join('; ')}.`,
    packages === null ? '' : packagePart(packages),
    unknown.length === 0 ? '' : `Not known: ${unknown.map(escapeMarkdown).join('; ')}.`,
  ].filter((part) => part !== '');
}

function table(evidence: Evidence): string {
  const { created, size, revision, platforms, compareLink } = evidence;
  const rows = [
    row('Created', day(created.from), day(created.to)),
    row('Compressed size', sizeText(size.from), sizeText(size.to)),
    row('Source revision', short(revision.from), short(revision.to)),
  ].filter((line) => line !== null);
  const lines = rows.length === 0 ? [] : ['| | before | after |', '| --- | --- | --- |', ...rows];
  const notes = [
    ...(compareLink === null ? [] : [`[What lies between the revisions](<${compareLink}>)`]),
    ...(platforms.gained.length === 0
      ? []
      : [`New platforms: ${platforms.gained.map(code).join(', ')}`]),
  ];
  return [lines.join('\n'), ...notes].filter((part) => part !== '').join('\n\n');
}

function row(label: string, from: string | null, to: string | null): string | null {
  if (from === null && to === null) return null;
  return `| ${label} | ${from ?? 'not known'} | ${to ?? 'not known'} |`;
}

/** The registry's text is a date only if it looks like one. */
function day(created: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(created ?? '')?.[0] ?? null;
}

function sizeText(bytes: number | null): string | null {
  return bytes === null ? null : printSize(bytes);
}

function short(revision: string | null): string | null {
  return revision === null ? null : code(revision.slice(0, 12));
}

function setting({ field, from, to }: Evidence['configuration'][number]): string {
  const show = (value: string | null) => (value === null ? 'nothing' : code(value));
  return `${code(field)} was ${show(from)}, is ${show(to)}`;
}

function packagePart(packages: readonly PackageChange[]): string {
  if (packages.length === 0) return 'The packages in both are the same.';
  const shown = packages.slice(0, MOST_PACKAGES).map(packageRow);
  const more = packages.length - shown.length;
  const rows = ['| Package | before | after |', '| --- | --- | --- |', ...shown].join('\n');
  const rest = more > 0 ? `\n\n${more} more packages differ.` : '';
  return details(packageSummary(packages), `${rows}${rest}`);
}

function packageRow({ name, from, to }: PackageChange): string {
  const show = (version: string | null) => (version === null ? '–' : code(version));
  return `| ${code(name)} | ${show(from)} | ${show(to)} |`;
}

function packageSummary(packages: readonly PackageChange[]): string {
  const words = Object.entries(countPackages(packages)).filter(([, count]) => count > 0);
  return `Packages: ${words.map(([word, count]) => `${count} ${word}`).join(', ')}`;
}

/** Without the digest, unless nothing else tells the two apart: then with its beginning. */
function shortened(reference: string, other: string): string {
  const name = withoutDigest(reference);
  if (name !== withoutDigest(other)) return name;
  return reference.replace(/(@\w+:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}
