import type { Precondition, Rule } from '../../findings/rule.ts';
import { SEVERITIES } from '../../findings/severity.ts';
import type { ProposedFix } from '../proposal.ts';
import { groupBy } from './grouping.ts';
import { imageParts } from './image-changes.ts';
import { code, details, prose, proseHtml } from './markdown.ts';

const PLACES = 12;

/** More rules than these are folded, so that all can be seen at a glance. */
const MOST_OPEN = 3;

/** Conditions of one rule that are named, and texts of what to look at. */
const MOST_CONDITIONS = 30;

/** What is changed and why: a title, then one part a rule with its places, the worst first. */
export function changeParts(
  fixes: readonly ProposedFix[],
  rules: readonly Rule[],
  isMoveSaid: boolean,
): readonly string[] {
  const groups = [...groupBy(fixes, (fix) => fix.rule)].sort(
    ([, one], [, other]) => rankOf(one) - rankOf(other),
  );
  const sections = groups.map(([id, group]) => sectionOf(id, group, rules, isMoveSaid));
  const [only] = sections;
  if (only !== undefined && sections.length === 1) {
    return [...titled('What it brings', only.images), ...titled('Why', only.content)];
  }
  const printed = sections.length > MOST_OPEN ? sections.map(folded) : sections.map(open);
  return titled('What changes and why', printed);
}

function titled(title: string, parts: readonly string[]): readonly string[] {
  const [first, ...others] = parts;
  return first === undefined ? [] : [`### ${title}\n\n${first}`, ...others];
}

interface Section {
  readonly title: string;
  readonly where: string;
  /** What the images that are taken bring. */
  readonly images: readonly string[];
  readonly content: readonly string[];
}

function sectionOf(
  id: string,
  fixes: readonly ProposedFix[],
  rules: readonly Rule[],
  isMoveSaid: boolean,
): Section {
  const rule = rules.find((item) => item.id === id);
  const titles = [...new Set(fixes.map((fix) => fix.title))];
  const title = titles.length === 1 ? (titles[0] ?? id) : (rule?.summary ?? id);
  const place = fixes.length === 1 ? placeOf(fixes[0]) : `${fixes.length} places`;
  return {
    title,
    where: place,
    images: imageParts(fixes, isMoveSaid),
    content: [
      ...(rule === undefined ? [] : [rule.rationale]),
      ...conditionParts(fixes),
      `${places(fixes)} · rule ${ruleLink(id, rule)}`,
    ],
  };
}

function open({ title, images, content }: Section): string {
  return [`#### ${prose(title)}`, ...images, ...content].join('\n\n');
}

function folded({ title, where, images, content }: Section): string {
  const summary = `<b>${proseHtml(title)}</b> · ${proseHtml(where)}`;
  return details(summary, [...images, ...content].join('\n\n'));
}

function rankOf(fixes: readonly ProposedFix[]): number {
  const severities = fixes.flatMap(({ cures }) => cures.map(({ severity }) => severity));
  return Math.min(...severities.map((severity) => SEVERITIES.indexOf(severity)), SEVERITIES.length);
}

/** What is not known is there to be seen; what held is for who wants to know. */
function conditionParts(fixes: readonly ProposedFix[]): string[] {
  const all = fixes.flatMap(({ fix }) => [...(fix.preconditions ?? []), ...(fix.evidence ?? [])]);
  const isHeld = ({ state }: Precondition) => state === 'held';
  const held = conditionList(all.filter(isHeld), '');
  const open = all.filter((one) => !isHeld(one));
  const unknown = conditionList(
    open.filter(({ state }) => state === 'unknown'),
    '**Not known:** ',
  );
  const wrong = conditionList(
    open.filter(({ state }) => state === 'did not hold'),
    '**Not so:** ',
  );
  const lines = [...wrong, ...unknown];
  const count =
    held.length === 1 ? 'one condition, which holds' : `${held.length} conditions, which all hold`;
  return [
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...(held.length === 0 ? [] : [details(`Looked at first: ${count}`, held.join('\n'))]),
  ];
}

function conditionList(conditions: readonly Precondition[], mark: string): string[] {
  const texts = [...new Set(conditions.map(({ text }) => text))];
  const rows = texts.slice(0, MOST_CONDITIONS).map((text) => `- ${mark}${prose(text)}`);
  const more = texts.length - rows.length;
  return more > 0 ? [...rows, `- and ${more} more`] : rows;
}

function places(fixes: readonly ProposedFix[]): string {
  const shown = fixes.slice(0, PLACES).map(({ path, line }) => code(`${path}:${line}`));
  const more = fixes.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Between backquotes, for `prose`. */
function placeOf(fix: ProposedFix | undefined): string {
  return fix === undefined ? '' : `\`${fix.path.replaceAll('`', "'")}:${fix.line}\``;
}

function ruleLink(id: string, rule: Rule | undefined): string {
  const address = rule?.references[0];
  return address === undefined ? code(id) : `[${code(id)}](${address})`;
}
