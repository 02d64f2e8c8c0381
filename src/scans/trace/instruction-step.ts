import { expandWord } from '../../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { keepWritten, scopeAt } from '../../dockerfile/scope.ts';
import { stepWords } from './step-words.ts';
import type { StepWords } from './step-words.ts';

/** What builders may write into the history for an instruction. */
export interface InstructionStep {
  readonly keyword: string;
  /** The likeliest first: here-documents are written in two ways, and buildah leaves variables as they are. */
  readonly texts: readonly StepWords[];
  /** Of ENV, ARG and LABEL. */
  readonly keys: readonly string[];
  /** Of COPY and ADD, expanded; here-documents excluded. */
  readonly sources: readonly string[];
  /** Of COPY and ADD: expanded, and as written. */
  readonly destinations: readonly string[];
}

export function instructionStep(dockerfile: Dockerfile, instruction: Instruction): InstructionStep {
  const { keyword, pairs } = instruction;
  const expand = (text: string): string => expanded(dockerfile, instruction, text);
  const step = { keyword, keys: [], sources: [], destinations: [] };
  if (keyword === 'RUN') return { ...step, texts: commandTexts(instruction).map(stepWords) };
  if (keyword === 'COPY' || keyword === 'ADD') {
    const paths = instruction.arguments.map(({ text }) => expand(text));
    const written = instruction.arguments.map(({ text }) => text);
    return {
      ...step,
      texts: [stepWords(paths.join(' ')), stepWords(written.join(' '))],
      sources: paths.slice(0, -1).filter((path) => !path.startsWith('<<')),
      destinations: [paths.at(-1) ?? '', written.at(-1) ?? ''],
    };
  }
  if (pairs.length > 0) {
    const texts = pairs.map(({ key, value }) =>
      value === null ? key.text : `${expand(key.text)}=${expand(value.text)}`,
    );
    return {
      ...step,
      texts: [stepWords(texts.join(' '))],
      keys: pairs.map(({ key }) => key.text),
    };
  }
  const text = instruction.json
    ? instruction.arguments.map((word) => word.text).join(' ')
    : instruction.body.text;
  const texts = isExpanded(keyword) ? [expand(text), text] : [text];
  return { ...step, texts: texts.map(stepWords) };
}

/** BuildKit gives the body of a lone here-document to the shell, and otherwise the whole text. */
function commandTexts({ json, arguments: words, body, heredocs }: Instruction): string[] {
  if (json) return [words.map(({ text }) => text).join(' '), body.text];
  const [first] = heredocs;
  if (first === undefined) return [body.text];
  const whole = body.text + heredocs.map(({ content, name }) => `\n${content}${name}`).join('');
  return /^<<\S+$/.test(body.text.trim()) ? [first.content, whole] : [whole];
}

function isExpanded(keyword: string): boolean {
  return ['WORKDIR', 'USER', 'EXPOSE', 'VOLUME', 'STOPSIGNAL'].includes(keyword);
}

function expanded(dockerfile: Dockerfile, instruction: Instruction, text: string): string {
  const scope = scopeAt(dockerfile, instruction);
  return expandWord(text, scope.text, dockerfile.escape, keepWritten).value;
}
