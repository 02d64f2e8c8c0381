import type { Severity } from '../../findings/severity.ts';

/** What a part of a bar is coloured by: a class of the page's style. */
export type BarKind = Severity | `${Severity} faint` | 'good' | 'fair' | 'poor' | 'bad' | 'unknown';

export interface BarPart {
  readonly kind: BarKind;
  readonly count: number;
}

export interface BarRow {
  readonly label: string;
  readonly note: string;
  readonly parts: readonly BarPart[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that are no text, or reorder the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

/** Text of others as text, and nothing else. */
export function escapeHtml(text: string): string {
  return text
    .replace(UNPRINTABLE, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

export function card(title: string, content: string, kind: 'wide' | 'narrow' = 'narrow'): string {
  if (content === '') return '';
  return `<section class="card ${kind}"><h2>${title}</h2>${content}</section>`;
}

/** `label` and `note` are ours. */
export function fact(label: string, count: number, note: string): string {
  const shown = count.toLocaleString('en');
  return `<div class="fact"><span class="quiet">${label}</span><b>${shown}</b><span class="quiet">${note}</span></div>`;
}

/** A bar of parts beside each other, as wide as their sum is of `most`. */
export function bar(parts: readonly BarPart[], most: number): string {
  let at = 0;
  const rects = parts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => {
      const width = (count / Math.max(most, 1)) * 100;
      const rect = `<rect class="${kind}" x="${round(at)}" width="${round(width)}" height="10"><title>${kind.replace(' faint', ', left for a person')}: ${count}</title></rect>`;
      at += width;
      return rect;
    });
  const label = parts.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${label}">${rects.join('')}</svg>`;
}

/** Bars below each other, to one scale; nothing where there is nothing to show. */
export function barRows(rows: readonly BarRow[]): string {
  const sum = ({ parts }: BarRow) => parts.reduce((count, part) => count + part.count, 0);
  const most = Math.max(...rows.map(sum), 0);
  if (most === 0) return '';
  const lines = rows.map(
    (row) =>
      `<div class="row"><span class="label" title="${escapeHtml(row.label)}">${escapeHtml(row.label)}</span>${bar(row.parts, most)}<span class="count">${sum(row)}${noteOf(row)}</span></div>`,
  );
  return `<div class="rows">${lines.join('')}</div>`;
}

function noteOf({ note }: BarRow): string {
  return note === '' ? '' : `<i class="quiet">${escapeHtml(note)}</i>`;
}

/** Cells are HTML, heads are ours; on a phone each row becomes a block: its first cell, then the heads before what is not 0. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const heads = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  const lines = rows.map(
    (cells) =>
      `<tr>${cells.map((cell, column) => `<td${cell === '0' ? ' class="none"' : ''} data-head="${head[column] ?? ''}">${cell}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${heads}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

function round(number: number): string {
  return number.toFixed(2);
}
