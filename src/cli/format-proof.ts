import type { LeftFix } from '../remediation/patch.ts';
import type { FileProof } from '../remediation/prove-file.ts';
import { printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';
import type { VerifiedFile } from './verified-file.ts';

/** Rows of differences that are shown of one image. */
const SHOWN = 20;

/** The JSON of `verify`. */
export function formatProofJson(results: readonly VerifiedFile[]): string {
  const files = results.flatMap(({ proofs, culprits }) =>
    proofs.map(({ path, context, target, before, after, differences, runs, verdict }) => ({
      path,
      context,
      target,
      before,
      after,
      differences,
      runs,
      verdict,
      culprits: culprits.map(({ rule, line, reason }) => ({ rule, line, reason })),
    })),
  );
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}

/** Per image one line, then what differs and what was seen of the program; then which fixes are to blame. */
export function formatProofText(results: readonly VerifiedFile[], colors: Colors): string {
  if (results.length === 0) return 'Nothing to prove: no file would change.\n';
  return results
    .map(({ proofs, culprits, rest }) => {
      const images = proofs.map((proof) => formatProof(proof, colors)).join('\n');
      return images + formatCulprits(culprits, rest, colors);
    })
    .join('\n');
}

function formatCulprits(
  culprits: readonly LeftFix[],
  rest: readonly FileProof[],
  colors: Colors,
): string {
  if (culprits.length === 0) return '';
  const rows = culprits.map(
    ({ rule, line, reason }) =>
      `  ${colors.red('breaks it ')} ${printableLine(`${rule} in line ${line}: ${reason}`)}`,
  );
  const others = rest.map((proof) => `without it, ${summarize(proof)}`);
  const lines = others.length === 0 ? ['without it, nothing would change'] : others;
  return `${[...rows, ...lines.map((line) => `  ${printableLine(line)}`)].join('\n')}\n`;
}

function formatProof(proof: FileProof, colors: Colors): string {
  const { path, context, target, differences, runs } = proof;
  const stage = target === null ? '' : `, stage ${target}`;
  const head = `${colors.bold(printableLine(path))} (context ${printableLine(context)}${printableLine(stage)}): ${summarize(proof)}`;
  const undeclared = differences.filter(({ declared }) => !declared);
  const declared = differences.filter((one) => one.declared);
  const rows = [...undeclared, ...declared].slice(0, SHOWN).map((one) => {
    const word = one.declared ? colors.dim('declared  ') : colors.red('undeclared');
    const change = `${one.before ?? 'absent'} → ${one.after ?? 'absent'}`;
    return `  ${word} ${printableLine(`${one.kind} ${one.name}: ${change}`)}`;
  });
  const more = differences.length - rows.length;
  const rest = more > 0 ? [`  and ${more} more: --format json lists them`] : [];
  const checks = runs.map(({ text, state }) => `  ${state.padEnd(12)} ${printableLine(text)}`);
  return `${[head, ...rows, ...rest, ...checks].join('\n')}\n`;
}

/** One clause on what came of it. */
export function summarize({ verdict, before, after, differences }: FileProof): string {
  const errorOf = (error: string | null) => printableLine(error ?? 'without a message');
  const stray = differences.filter(({ declared }) => !declared).length;
  switch (verdict) {
    case 'proven':
      return differences.length === 0
        ? 'built before and after, no difference'
        : `built before and after, differs only as declared (${differences.length})`;
    case 'different':
      return stray === 0
        ? 'built before and after, the program does not run as before'
        : `built before and after, ${stray} undeclared ${stray === 1 ? 'difference' : 'differences'}`;
    case 'broken':
      return `does not build any more: ${errorOf(after.error)}`;
    case 'repaired':
      return `built after, which the original does not: ${errorOf(before.error)}`;
    case 'not built':
      return `not built: the original does not build either: ${errorOf(before.error)}`;
  }
}
