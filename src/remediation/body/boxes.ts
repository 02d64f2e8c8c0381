import { cutBody } from './cut-body.ts';
import { plainLines } from './plain-lines.ts';

/** What a tick asks for: `rebase`, or with what it is about behind a colon: `request:review-pipefail`. */
export type BoxName = string;

const BOX = /^[-*+] \[([ xX])\] <!-- seaworthy:([a-z]{1,20}(?::[a-z0-9-]{1,200})?) -->/;

/** A line with a box that people can tick; our answers to it are read back by the name. */
export function printBox(name: BoxName, text: string): string {
  return `- [ ] <!-- seaworthy:${name} --> ${text}`;
}

/** Names of the boxes that are ticked. */
export function tickedBoxes(body: string): ReadonlySet<BoxName> {
  const ticked = new Set<BoxName>();
  for (const { text } of plainLines(body)) {
    const [, state, name] = BOX.exec(text) ?? [];
    if (name !== undefined && state !== ' ') ticked.add(name);
  }
  return ticked;
}

/** The same text with exactly these boxes ticked; there are no others than those in the text. */
export function withTicks(body: string, ticked: ReadonlySet<BoxName>): string {
  const lines = body.split('\n');
  for (const { text, index } of plainLines(body)) {
    const name = BOX.exec(text)?.[2];
    if (name === undefined) continue;
    const mark = ticked.has(name) ? 'x' : ' ';
    lines[index] = (lines[index] ?? '').replace(/\[[ xX]\]/, `[${mark}]`);
  }
  return lines.join('\n');
}

/** The same text with this box ticked, which is put on top where there is none. */
export function withTick(body: string, name: BoxName, text: string): string {
  const ticked = withTicks(body, new Set([...tickedBoxes(body), name]));
  return tickedBoxes(ticked).has(name)
    ? ticked
    : cutBody(`- [x] <!-- seaworthy:${name} --> ${text}\n\n`, body);
}

/** The same text with this box not ticked. */
export function withoutTick(body: string, name: BoxName): string {
  const ticked = new Set(tickedBoxes(body));
  return ticked.delete(name) ? withTicks(body, ticked) : body;
}
