import type { ProposedFix } from '../proposal.ts';

/** What was proven and what was not. */
export function proofSection(fixes: readonly ProposedFix[]): string {
  const effects = [...new Set(fixes.flatMap((fix) => fix.effects))].sort();
  const declared =
    effects.length === 0
      ? 'Every stage yields the same image configuration as before: user, working directory, environment, shell, entry point, command, ports, volumes, labels, health check, stop signal.'
      : `Every stage yields the same image configuration as before, except for what the fixes declare: ${effects.join(', ')}.`;
  return `### What was checked

- The result parses, directives and comments are kept, and every byte outside the edits is unchanged.
- The list of instructions and the commands in each \`RUN\` differ only where a fix says so.
- ${declared}
- The problems are gone, no rule finds a new one that is as severe, and a second run changes nothing.

**Not checked:** the images were not built here.`;
}
