import type { ImageMove } from '../../findings/rule.ts';
import { countPackages, printSize } from '../../image/evidence-numbers.ts';
import { withoutDigest } from '../../image/reference.ts';
import type { Evidence, PackageChange } from '../../image/upgrade.ts';
import type { ProposedFix } from '../proposal.ts';
import { groupBy } from './grouping.ts';
import { code, details, escapeMarkdown } from './markdown.ts';

const MOST_PACKAGES = 60;
const MOST_MOVES = 30;
const MOST_DEFAULTS = 20;

/** Each move once. */
export function movesOf(fixes: readonly ProposedFix[]): readonly ImageMove[] {
  const moves = new Map<string, ImageMove>();
  for (const move of fixes.flatMap(({ fix }) => fix.moves ?? [])) {
    moves.set(`${move.from}\n${move.to.reference}`, move);
  }
  return [...moves.values()];
}

/** Whether all of them take other images. */
export function areMoves(fixes: readonly ProposedFix[]): boolean {
  return fixes.every(({ fix }) => (fix.moves ?? []).length > 0);
}

/** From what to what, where and why. */
export function moveLine(move: ImageMove, where: string): string {
  return `**${images(move)}** in ${where}: ${escapeMarkdown(move.to.reason)}.`;
}

/** What each image that is taken instead brings; empty when nothing moves, or the move of all stands in the first line already. */
export function imageParts(fixes: readonly ProposedFix[], isSaid: boolean): string[] {
  const moves = movesOf(fixes).slice(0, MOST_MOVES);
  const [only] = moves;
  if (isSaid && only !== undefined && moves.length === 1) return evidenceParts(only.to.evidence);
  const plain = moves.filter(({ to }) => to.evidence === null);
  const lists = [...groupBy(plain, ({ to }) => to.reason)].map(([reason, own]) =>
    [`${escapeMarkdown(capital(reason))}:`, '', ...own.map((one) => `- ${images(one)}`)].join('\n'),
  );
  const others = moves.filter(({ to }) => to.evidence !== null);
  return [...others.map(part), ...lists];
}

function part(move: ImageMove): string {
  const first = `${images(move)}: ${escapeMarkdown(move.to.reason)}.`;
  return [first, ...evidenceParts(move.to.evidence)].join('\n\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function evidenceParts(evidence: Evidence | null): string[] {
  if (evidence === null) return [];
  const { packages, unknown } = evidence;
  return [
    factList(evidence),
    defaultsLine(evidence.configuration),
    packages === null ? '' : packagePart(packages),
    unknown.length === 0 ? '' : `Not known: ${unknown.map(escapeMarkdown).join('; ')}.`,
  ].filter((part) => part !== '');
}

function factList({ created, size, revision, platforms, compareLink }: Evidence): string {
  const link = compareLink === null ? '' : ` ([what lies between](<${compareLink}>))`;
  const gained = platforms.gained.map(code).join(', ');
  const rows = [
    row('Created', day(created.from), day(created.to)),
    row('Compressed size', sizeText(size.from), sizeText(size.to)),
    row('Source revision', short(revision.from), short(revision.to), link),
    gained === '' ? null : `- New platforms: ${gained}`,
  ];
  return rows.filter((line) => line !== null).join('\n');
}

function row(label: string, from: string | null, to: string | null, more = ''): string | null {
  if (from === to) return null;
  return `- ${label}: ${from ?? 'not known'} → ${to ?? 'not known'}${more}`;
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

function defaultsLine(changes: Evidence['configuration']): string {
  if (changes.length === 0) return '';
  const more = changes.length - MOST_DEFAULTS;
  const rows = changes.slice(0, MOST_DEFAULTS).map(setting);
  const rest = more > 0 ? [`- and ${more} more`] : [];
  return ['**The new image sets other defaults:**', '', ...rows, ...rest].join('\n');
}

function setting({ field, from, to }: Evidence['configuration'][number]): string {
  const show = (value: string | null) => (value === null ? 'nothing' : code(value));
  return `- ${code(field)}: ${show(from)} → ${show(to)}`;
}

function packagePart(packages: readonly PackageChange[]): string {
  if (packages.length === 0) return 'The packages in both are the same.';
  const shown = packages.slice(0, MOST_PACKAGES).map(packageRow);
  const more = packages.length - shown.length;
  const rest = more > 0 ? [`- and ${more} more`] : [];
  return details(packageSummary(packages), [...shown, ...rest].join('\n'));
}

function packageRow({ name, from, to }: PackageChange): string {
  if (from === null) return `- ${code(name)}: new, ${code(to ?? '')}`;
  return to === null
    ? `- ${code(name)}: gone, was ${code(from)}`
    : `- ${code(name)}: ${code(from)} → ${code(to)}`;
}

function packageSummary(packages: readonly PackageChange[]): string {
  const words = Object.entries(countPackages(packages)).filter(([, count]) => count > 0);
  return `Packages: ${words.map(([word, count]) => `${count} ${word}`).join(', ')}`;
}

/** Without digests, unless nothing else tells the two apart: then with their beginnings. */
function images({ from, to: { reference } }: ImageMove): string {
  const [name, next] = [withoutDigest(from), withoutDigest(reference)];
  if (name !== next) return `${code(name)} → ${code(next)}`;
  const [old, digest] = [digestOf(from), digestOf(reference)];
  return old === ''
    ? `${code(name)} at ${code(digest)}`
    : `${code(name)}: ${code(old)} → ${code(digest)}`;
}

function digestOf(reference: string): string {
  return /@(\w+:[0-9a-f]{12})/.exec(reference)?.[1] ?? '';
}
