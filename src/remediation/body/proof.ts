import type { FileProof } from '../prove-file.ts';
import type { ProposedFix } from '../proposal.ts';
import { code, escapeMarkdown } from './markdown.ts';

/** What the text says until images were built. */
const NOT_BUILT = '**Not checked:** the images were not built here.';

/** Images, and differences of each, that are named. */
const NAMED_IMAGES = 10;
const NAMED_DIFFERENCES = 8;

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

${NOT_BUILT}`;
}

/** The text of a pull request after images were built for it. */
export function withProofs(body: string, proofs: readonly FileProof[]): string {
  if (proofs.length === 0) return body;
  const more = proofs.length - NAMED_IMAGES;
  const rows = proofs.slice(0, NAMED_IMAGES).map(proofRow);
  const rest = more > 0 ? [`- and ${more} more`] : [];
  const lines = ['The images were built before and after:', '', ...rows, ...rest];
  return body.replace(NOT_BUILT, () => lines.join('\n'));
}

/** A builder's messages and the names of files in an image are untrusted. */
function proofRow({
  path,
  context,
  target,
  before,
  differences,
  runs,
  verdict,
}: FileProof): string {
  const stage = target === null ? '' : `, stage ${code(target)}`;
  const name = `${code(path)} (context ${code(context)}${stage})`;
  const why = escapeMarkdown(before.error ?? 'without a message');
  if (verdict === 'repaired') {
    return `- ${name}: builds now; the original does not build here: ${why}`;
  }
  if (verdict === 'not built') {
    return `- ${name}: **not built**: the original does not build here either: ${why}`;
  }
  const names = differences.slice(0, NAMED_DIFFERENCES).map((one) => code(one.name));
  const more = differences.length - names.length;
  const all = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const found =
    names.length === 0
      ? 'no difference in configuration or files'
      : `configuration and files differ only where a fix says so: ${all}`;
  const checks = runs.map(({ text, state }) => `${escapeMarkdown(text)} (${state})`);
  return `- ${name}: both build, ${[found, ...checks].join('; ')}`;
}
