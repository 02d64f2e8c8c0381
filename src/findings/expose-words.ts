import type { Dockerfile, Instruction, Word } from '../dockerfile/model.ts';

/** One word of EXPOSE, in the parts of `host:ports/protocol` as written. */
export interface ExposeWord {
  /** EXPOSE, also behind ONBUILD. */
  readonly instruction: Instruction;
  readonly isTrigger: boolean;
  readonly word: Word;
  /** Address and port of the host; null without a colon. */
  readonly host: string | null;
  /** A port or a range, or the variable in its place. */
  readonly ports: string;
  /** Null without a slash. */
  readonly protocol: string | null;
}

export function exposeWords(dockerfile: Dockerfile): ExposeWord[] {
  return dockerfile.instructions.flatMap((outer) => {
    const instruction = outer.trigger ?? outer;
    if (instruction.keyword !== 'EXPOSE' || instruction.stage === null) return [];
    const isTrigger = outer.trigger !== null;
    return instruction.arguments.map((word) => ({
      instruction,
      isTrigger,
      word,
      ...splitExpose(word.text),
    }));
  });
}

function splitExpose(text: string): Pick<ExposeWord, 'host' | 'ports' | 'protocol'> {
  const masked = maskBraces(text);
  const colon = masked.lastIndexOf(':');
  const slash = masked.indexOf('/', colon + 1);
  const end = slash === -1 ? text.length : slash;
  return {
    host: colon === -1 ? null : text.slice(0, colon),
    ports: text.slice(colon + 1, end),
    protocol: slash === -1 ? null : text.slice(slash + 1),
  };
}

/** The same length, with nothing that separates inside `${…}`: `${PORT:-80}` has no host. */
function maskBraces(text: string): string {
  let depth = 0;
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (text.startsWith('${', index)) depth += 1;
    result += depth === 0 ? character : '_';
    if (character === '}' && depth > 0) depth -= 1;
  }
  return result;
}

/** First and last port as numbers; null when it is no port or range, or holds a variable. */
export function portRange({ ports }: ExposeWord): readonly [first: number, last: number] | null {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(ports);
  if (match?.[1] === undefined) return null;
  return [Number(match[1]), Number(match[2] ?? match[1])];
}
