import type { BuildFile, Variables, WrittenValue } from './build.ts';
import { interpolate } from './interpolate.ts';

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*/;

/**
 * The variables of a `.env` file, each with the place of its value. Lines that are no assignments are
 * passed over. Syntax: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function readEnvFile({ path, text }: BuildFile): Variables {
  const variables = new Map<string, WrittenValue>();
  let start = 0;
  for (const [index, content] of text.split('\n').entries()) {
    const offset = start;
    start += content.length + 1;
    const [head, name] =
      ASSIGNMENT.exec(index === 0 ? content.replace(/^\uFEFF/, ' ') : content) ?? [];
    if (head === undefined || name === undefined) continue;
    const { text: written, from, isLiteral } = readValue(content.replace(/\r$/, ''), head.length);
    const begin = offset + from;
    const place = { path, line: index + 1, span: { start: begin, end: begin + written.length } };
    const given = { value: written, ...place };
    variables.set(name, isLiteral ? given : interpolate(given, (other) => variables.get(other)));
  }
  return variables;
}

/** The value without quotes and comment, and where it begins in the line. */
function readValue(
  line: string,
  from: number,
): { readonly text: string; readonly from: number; readonly isLiteral: boolean } {
  const quote = line.charAt(from);
  const close = quote === '"' || quote === "'" ? line.indexOf(quote, from + 1) : -1;
  if (close !== -1) {
    return { text: line.slice(from + 1, close), from: from + 1, isLiteral: quote === "'" };
  }
  const comment = line.startsWith('#', from) ? from : line.search(/[ \t]#/);
  const end = comment < from ? line.length : comment;
  return { text: line.slice(from, end).trimEnd(), from, isLiteral: false };
}
