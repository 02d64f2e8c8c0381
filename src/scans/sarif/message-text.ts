import { ownField, ownText } from '../vocabulary/own-field.ts';

const LONGEST = 20_000;

interface WrittenMessage {
  readonly text?: string | null | undefined;
  readonly markdown?: string | null | undefined;
  readonly id?: string | null | undefined;
  readonly arguments: readonly string[];
}

/**
 * The text of a message: its own, or that of the rule which its id names, with the arguments in the places of
 * `{0}`, `{1}`, … (SARIF 2.1.0, section 3.11).
 */
export function readMessage(
  message: WrittenMessage | null | undefined,
  messageStrings: unknown,
): string {
  const { text, markdown, id } = message ?? {};
  const named = ownText(ownField(messageStrings, id ?? ''), 'text');
  const written = (text ?? '') === '' ? (named ?? markdown) : text;
  return fillIn((written ?? '').slice(0, LONGEST), message?.arguments ?? []).slice(0, LONGEST);
}

function fillIn(text: string, words: readonly string[]): string {
  if (words.length === 0) return text;
  return text.replace(/\{(\d{1,3})\}/g, (hole, index: string) => {
    return words[Number(index)]?.slice(0, 1_000) ?? hole;
  });
}
