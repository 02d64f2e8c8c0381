import { cutBody } from '../remediation/body/cut-body.ts';

const MARK = '<!-- seaworthy:withdrawn:v1 -->';

/** The text of a pull request that we take back: the word first, then what it said. */
export function withWithdrawnMark(body: string, word: string): string {
  return hasWithdrawnMark(body) ? body : cutBody(`> [!NOTE]\n> ${word}\n\n${MARK}\n\n`, body);
}

/** True for a text that says that we took the pull request back. */
export function hasWithdrawnMark(body: string): boolean {
  return body.includes(MARK);
}
