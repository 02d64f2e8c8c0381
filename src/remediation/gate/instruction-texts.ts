import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';

/** An instruction as it is written. */
export function textOf({ text }: Dockerfile, { span }: Instruction): string {
  return text.slice(span.start, span.end);
}

/** Takes one of the texts away; false where it is not among them. */
export function takeFrom(texts: string[], text: string): boolean {
  const index = texts.indexOf(text);
  if (index === -1) return false;
  texts.splice(index, 1);
  return true;
}
