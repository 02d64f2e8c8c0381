import { remembered } from '../image/remembered.ts';
import type { Fix, Precondition } from './rule.ts';
import { secretPlaces } from './secret-places.ts';

/** Says that something stands there, and not how long it is. */
const MASK = '••••';

/** The text for people: what may be a secret is masked, and every line stays a line. */
export function maskSecrets(text: string): string {
  let result = '';
  let position = 0;
  for (const { start, end } of secretPlaces(text)) {
    const lines = text.slice(start, end).split('\n');
    result += text.slice(position, start) + lines.map(maskLine).join('\n');
    position = end;
  }
  return result + text.slice(position);
}

function maskLine(line: string): string {
  return line.trim() === '' ? line : line.replace(/\S.*\S|\S/, MASK);
}

/** Many findings say the same. */
const MOST_REMEMBERED = 2000;

/** Nothing shorter is a secret by its form alone, and a named one stands behind a separator or an option. */
const MAY_HOLD_SECRET = /[=:@]|\s-|\S{16}/;

/** A sentence of ours: what it quotes between backquotes is masked where it may be a secret. */
export function maskQuotes(sentence: string): string {
  return sentence.includes('`') ? maskedQuotes(sentence) : sentence;
}

const maskedQuotes = remembered(MOST_REMEMBERED, (sentence) => {
  const parts = sentence.split('`');
  return parts.map((part, index) => (index % 2 === 0 ? part : maskQuoted(part))).join('`');
});

function maskQuoted(text: string): string {
  return MAY_HOLD_SECRET.test(text) ? maskSecrets(text) : text;
}

/** Shared by all findings that the same edits cure, and so is what comes of it. */
const masked = new WeakMap<Fix, Fix>();

/** The same fix; what it says to people quotes no secret. */
export function maskFix(fix: Fix): Fix {
  const known = masked.get(fix);
  if (known !== undefined) return known;
  const result = withMasks(fix);
  masked.set(fix, result);
  return result;
}

function withMasks(fix: Fix): Fix {
  const { review, preconditions, evidence } = fix;
  return {
    ...fix,
    title: maskQuotes(fix.title),
    ...(review === undefined ? {} : { review: maskQuotes(review) }),
    ...(preconditions === undefined ? {} : { preconditions: maskConditions(preconditions) }),
    ...(evidence === undefined ? {} : { evidence: maskConditions(evidence) }),
  };
}

export function maskConditions(conditions: readonly Precondition[]): Precondition[] {
  return conditions.map((condition) => ({ ...condition, text: maskQuotes(condition.text) }));
}
