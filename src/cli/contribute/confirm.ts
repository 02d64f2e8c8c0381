import { createInterface } from 'node:readline/promises';
import { complain } from '../terminal.ts';

export interface Asking {
  /** Nobody is asked: the answer is yes. */
  readonly yes: boolean;
}

/** What the person answers; null where nobody can be asked. */
export async function isConfirmed(question: string, { yes }: Asking): Promise<boolean | null> {
  return yes ? true : ask(question);
}

/** The same for what `--yes` does not answer: null there, too. */
export async function isAnswered(question: string, { yes }: Asking): Promise<boolean | null> {
  return yes ? null : ask(question);
}

async function ask(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** Says why nothing was done; `what`: `published`. */
export function complainUnasked(what: string): void {
  complain(`seaworthy: nothing was ${what}: nobody can be asked here; say --yes to go on without`);
}
