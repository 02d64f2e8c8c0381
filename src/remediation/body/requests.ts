import { printBox } from './boxes.ts';

/** What people with write access can ask for by ticking a box; it stays ticked until it is done. */
export const REQUESTS = {
  rebase: 'Rebuild this branch on the tip of the default branch',
  recreate: 'Make it anew, also over commits of other people',
  pause: 'Leave this pull request as it is while this box is ticked',
} as const;

/** The boxes of a pull request. */
export function requestSection(): string {
  const boxes = Object.entries(REQUESTS).map(([name, text]) => printBox(name, text));
  return `### Ask for something\n\n${boxes.join('\n')}`;
}
