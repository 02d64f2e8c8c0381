import { printBox } from './boxes.ts';

/** What people with write access can ask for by ticking a box. */
export function requestSection(): string {
  return [
    '### Ask for something',
    '',
    printBox('rebase', 'Rebuild this branch on the tip of the default branch'),
    printBox('recreate', 'Make it anew, also over commits of other people'),
    printBox('pause', 'Leave this pull request as it is while this box is ticked'),
  ].join('\n');
}
