import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import { unquotedVariables } from '../dockerfile/unquoted-variables.ts';
import type { ShellValue } from './shell-value.ts';

/** A word that needs quotes, and what happens without them. */
export interface UnquotedHarm {
  readonly word: ShellWord;
  readonly message: string;
  /** What a person should look at. */
  readonly review: string;
}

/** Operators in front of one operand that are false where it is empty. */
const UNARY = /^-[bcdefghknprstuwxGLNOS]$/;
const BINARY = /^(?:=|==|!=|<|>|-eq|-ne|-lt|-le|-gt|-ge|-nt|-ot|-ef)$/;

const ALWAYS_TRUE_REVIEW =
  'Where the value is empty the test is false from now on, as it says: see whether the commands behind it relied on the other.';
const ERROR_REVIEW =
  'Where the test failed with an error it compares from now on: see which commands run then.';

/** Words of `[ … ]` that hold nothing but a variable without quotes, where its value makes the test go wrong. */
export function wrongTests(
  command: ShellCommand,
  valueOf: (name: string) => ShellValue,
): UnquotedHarm[] {
  const words = command.words.slice(1, command.name === '[' ? -1 : undefined);
  return words.flatMap((word, index) => {
    const variable = wholeVariable(word);
    if (variable === null) return [];
    const around = { previous: words[index - 1], next: words[index + 1], other: words };
    const problem = problemOf(variable, valueOf(variable), around, index);
    return problem === null ? [] : [{ word, ...problem }];
  });
}

function wholeVariable({ text }: ShellWord): string | null {
  const [first] = unquotedVariables(text);
  const isWhole = first?.isPlain === true && first.start === 0 && first.end === text.length;
  return isWhole ? first.name : null;
}

interface Around {
  readonly previous: ShellWord | undefined;
  readonly next: ShellWord | undefined;
  readonly other: readonly ShellWord[];
}

type Trouble = Pick<UnquotedHarm, 'message' | 'review'>;

function problemOf(
  name: string,
  { text, by }: ShellValue,
  { previous, next, other }: Around,
  index: number,
): Trouble | null {
  const operator = previous?.value ?? '';
  if (text !== null && /\S\s+\S/.test(text)) {
    const message = `The value that ${by} gives to \`${name}\` holds blanks, so that the test has too many words and fails with an error.`;
    return { message, review: ERROR_REVIEW };
  }
  if (UNARY.test(operator) && (text === '' || (text === null && operator === '-n'))) {
    const message = `This test is true also where \`${name}\` is empty: without quotes nothing stands behind \`${operator}\`.`;
    return { message, review: ALWAYS_TRUE_REVIEW };
  }
  const isLeft = BINARY.test(next?.value ?? '');
  const isRight = index > 0 && BINARY.test(operator);
  if (!isLeft && !isRight) return null;
  const opposite = isLeft ? other[index + 2] : other[index - 2];
  const isComparedToNothing = opposite?.value === '';
  if (text === '' || (text === null && isComparedToNothing)) {
    const message = `Where \`${name}\` is empty this test fails with an error: without quotes nothing stands beside the operator.`;
    return { message, review: ERROR_REVIEW };
  }
  return null;
}
