import type { FileProof } from '../prove-file.ts';
import type { ProposedFix } from '../proposal.ts';
import { fitBody } from './cut-body.ts';
import { code, details, escapeMarkdown, prose } from './markdown.ts';

/** What the first lines say until images were built. */
export const NOT_BUILT = '**Not checked:** the images were not built here.';

const BUILT = 'The images were built before and after, and compared.';
const NOT_BUILDABLE = '**Not checked:** the images cannot be built here, neither before nor after.';

/** Images, and differences of each, that are named. */
const NAMED_IMAGES = 10;
const NAMED_DIFFERENCES = 8;
const NAMED_RUNS = 8;

const CHECKS = `- The result parses, directives and comments are kept, and every byte outside the edits is unchanged.
- The list of instructions and the commands in each \`RUN\` differ only where a fix says so.
- The problems are gone, and no rule finds a new one that is as severe.
- A second run changes nothing.`;

const CHECKED = details('What every change has to pass before it is proposed', CHECKS);

/** What was proven and what was not. */
export function proofPart(fixes: readonly ProposedFix[]): string {
  const effects = [...new Set(fixes.flatMap((fix) => fix.effects))].sort();
  const but =
    effects.length === 0 ? '' : `, but for what the fixes declare: ${effects.map(code).join(', ')}`;
  return `### What was checked\n\nEvery stage yields the same image configuration as before${but}.\n\n${CHECKED}`;
}

/** The text of a pull request after images were built for it. */
export function withProofs(body: string, proofs: readonly FileProof[]): string {
  if (proofs.length === 0) return body;
  const more = proofs.length - NAMED_IMAGES;
  const rows = proofs.slice(0, NAMED_IMAGES).map(proofRow);
  const rest = more > 0 ? [`- and ${more} more`] : [];
  const lines = ['The images were built before and after:', '', ...rows, ...rest];
  const isBuilt = proofs.some(({ verdict }) => verdict !== 'not built');
  const proven = body
    .replace(NOT_BUILT, isBuilt ? BUILT : NOT_BUILDABLE)
    .replace(CHECKED, () => `${lines.join('\n')}\n\n${CHECKED}`);
  return fitBody(proven);
}

/** A builder's messages and the names of files in an image are untrusted. */
function proofRow(proof: FileProof): string {
  const { path, context, target, before, verdict } = proof;
  const stage = target === null ? '' : `, stage ${code(target)}`;
  const name = `${code(path)} (context ${code(context)}${stage})`;
  const why = escapeMarkdown(before.error ?? 'without a message');
  if (verdict === 'repaired') {
    return `- ${name}: builds now; the original does not build here: ${why}`;
  }
  if (verdict === 'not built') {
    return `- ${name}: **not built**: the original does not build here either: ${why}`;
  }
  return `- ${name}: both build, ${comparison(proof)}`;
}

function comparison({ differences, runs }: FileProof): string {
  const names = differences.slice(0, NAMED_DIFFERENCES).map((one) => code(one.name));
  const more = differences.length - names.length;
  const all = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const found =
    names.length === 0
      ? 'no difference in configuration or files'
      : `configuration and files differ only where a fix says so: ${all}`;
  const checks = runs.slice(0, NAMED_RUNS).map(({ text, state }) => `${prose(text)} (${state})`);
  return [found, ...checks].join('; ');
}
