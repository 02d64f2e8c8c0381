import type { Rule } from '../findings/rule.ts';
import { withCompanions } from '../remediation/attempt-step.ts';
import { composePatch } from '../remediation/compose.ts';
import { isAcceptable } from '../remediation/prove-file.ts';
import { printComplaints } from './complaints.ts';
import type { ExitCode } from './exit.ts';
import { contextFor, readPolicy } from './fix-context.ts';
import type { FixChoice } from './fix-context.ts';
import { formatProofJson, formatProofText } from './format-proof.ts';
import { findInputs, readAll } from './inputs.ts';
import { openProject, within } from './project.ts';
import { openSurroundings } from './surroundings.ts';
import { outputColors, print, startProgress } from './terminal.ts';
import type { VerifiedFile } from './verified-file.ts';
import { createVerifier } from './verifier.ts';
import type { PatchInQuestion } from './verifier.ts';
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
  const questions = sources.map((source): PatchInQuestion => {
    const own = context;
    const whole = composePatch(source, own, policy);
    context = withCompanions(own, source.path, whole.companions);
    return { source, context: own, policy, whole };
  });
  const changed = questions.filter(({ whole }) => whole.changed);
  printComplaints({
    messages: [...inputs.notices, ...known.notices, ...inputs.errors],
    questions: [],
  });
  const results = changed.length === 0 ? [] : await proveAll(changed, opened.rules);
  print(
    options.format === 'json' ? formatProofJson(results) : formatProofText(results, outputColors()),
  );
  if (inputs.errors.length > 0) return 2;
  return results.every(({ proofs }) => proofs.every(isAcceptable)) ? 0 : 1;
}

function proveAll(
  questions: readonly PatchInQuestion[],
  rules: readonly Rule[],
): Promise<VerifiedFile[]> {
  return withBuilder(async (builder) => {
    const results: VerifiedFile[] = [];
    const progress = startProgress(questions.length, 'built');
    const verifier = createVerifier(builder, rules);
    for (const question of questions) {
      results.push(await verifier.examine(question));
      progress.step();
    }
    progress.end();
    return results;
  });
}
