import type { Rule } from '../findings/rule.ts';
import type { CheckContext } from '../remediation/check-context.ts';
import { withCompanions } from '../remediation/attempt-step.ts';
import { composePatch } from '../remediation/compose.ts';
import type { Patch } from '../remediation/patch.ts';
import { isAcceptable } from '../remediation/prove-file.ts';
import type { FileProof } from '../remediation/prove-file.ts';
import { printComplaints } from './complaints.ts';
import type { ExitCode } from './exit.ts';
import { contextFor, readPolicy } from './fix-context.ts';
import type { FixChoice } from './fix-context.ts';
import { formatProofJson, formatProofText } from './format-proof.ts';
import { findInputs, readAll } from './inputs.ts';
import { openProject, within } from './project.ts';
import { provePatch } from './prove-patch.ts';
import { openSurroundings } from './surroundings.ts';
import { outputColors, print, startProgress } from './terminal.ts';
import { withBuilder } from './with-builder.ts';

export interface VerifyOptions extends Pick<FixChoice, 'safety' | 'rule' | 'offline'> {
  readonly format: 'text' | 'json';
}

/** `seaworthy verify DIR`: builds each Dockerfile as it is and as `fix` would make it, and compares the images. */
export async function runVerify(folder: string, options: VerifyOptions): Promise<ExitCode> {
  const policy = readPolicy(options);
  const opened = await openProject(options.rule);
  const inputs = findInputs([folder], opened.config.paths.exclude);
  const project = within(opened, await openSurroundings(inputs.paths, opened.config));
  const sources = readAll(inputs.paths);
  const settings = { ...options, report: [], scan: false };
  const known = await contextFor(project, policy, settings, () => sources);
  let { context } = known;
  const patches = sources.map((source) => {
    const patch = composePatch(source, context, policy);
    context = withCompanions(context, source.path, patch.companions);
    return patch;
  });
  const changed = patches.filter((patch) => patch.changed);
  printComplaints({
    messages: [...inputs.notices, ...known.notices, ...inputs.errors],
    questions: [],
  });
  const work = { patches: changed, rules: opened.rules, context: known.context };
  const proofs = changed.length === 0 ? [] : await proveAll(work);
  print(
    options.format === 'json' ? formatProofJson(proofs) : formatProofText(proofs, outputColors()),
  );
  if (inputs.errors.length > 0) return 2;
  return proofs.every(isAcceptable) ? 0 : 1;
}

interface ProofWork {
  readonly patches: readonly Patch[];
  readonly rules: readonly Rule[];
  readonly context: CheckContext;
}

function proveAll({ patches, ...rest }: ProofWork): Promise<FileProof[]> {
  return withBuilder(async (builder) => {
    const proofs: FileProof[] = [];
    const progress = startProgress(patches.length, 'built');
    for (const patch of patches) {
      proofs.push(...(await provePatch(patch, { builder, ...rest })));
      progress.step();
    }
    progress.end();
    return proofs;
  });
}
