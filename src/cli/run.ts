import { statSync } from 'node:fs';
import { basename, relative, resolve, sep } from 'node:path';
import { discoverRules } from '../discover.ts';
import { GitError, git } from '../local/git.ts';
import { openGitRepository } from '../local/git-repository.ts';
import { openCheckout } from '../local/temporary-checkout.ts';
import type { Checkout } from '../local/temporary-checkout.ts';
import { remediate } from '../remediation/remediate.ts';
import type { GivenReport } from '../remediation/given-report.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import { openDownloadSource } from './download-source.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { readGivenReports } from './given-reports.ts';
import type { GivenReports } from './given-reports.ts';
import { openImageRegistry } from './image-registry.ts';
import { printRun } from './print-run.ts';
import type { RunOptions } from './run-options.ts';
import { scannerOnPath } from './scan-context.ts';
import { complain } from './terminal.ts';

/** As GitHub allows them; a folder of such a name comes first. */
const REPOSITORY_NAME = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})$/;

/** `seaworthy run DIR`: the pipeline on a local checkout, a branch and a commit a proposal. */
export async function runRemediation(path: string, options: RunOptions): Promise<ExitCode> {
  const folder = resolve(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const [, owner, repo] = REPOSITORY_NAME.exec(path) ?? [];
    if (owner !== undefined && repo !== undefined) {
      const { runRemote } = await import('./run-remote.ts');
      return runRemote({ owner, repo }, options);
    }
    throw new UsageError(`${path}: there is no such folder`);
  }
  const checkout = await openCheckoutOrExplain(folder);
  try {
    await explainCheckout(path, checkout);
    const given = await readReports(options, folder);
    const report = await remediateCheckout(checkout, basename(folder), options, given.reports);
    return printRun(report, given, options.format);
  } finally {
    checkout.close();
  }
}

async function openCheckoutOrExplain(folder: string): Promise<Checkout> {
  try {
    return await openCheckout(folder);
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

async function remediateCheckout(
  checkout: Checkout,
  name: string,
  options: RunOptions,
  reports: readonly GivenReport[],
): Promise<RemediationReport> {
  try {
    const repository = await openGitRepository(checkout.folder, name);
    const rules = await discoverRules();
    const registry = await openImageRegistry(options);
    const { dryRun } = options;
    const scanner = options.scan ? await scannerOnPath() : null;
    const downloads = openDownloadSource(options);
    const given = { rules, registry, downloads, reports, scanner, now: new Date(), dryRun };
    if (!options.verify) return await remediate(repository, { ...given, prover: null });
    const { withProver } = await import('./with-prover.ts');
    return await withProver(checkout.folder, rules, (prover) =>
      remediate(repository, { ...given, prover }),
    );
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

/** The Dockerfiles that reports are said to be about are named from the current folder, and meant from DIR. */
async function readReports({ report }: RunOptions, folder: string): Promise<GivenReports> {
  const given = await readGivenReports(report);
  const reports = given.reports.map((one) => {
    const { dockerfile } = one;
    if (dockerfile === null) return one;
    return { ...one, dockerfile: relative(folder, resolve(dockerfile)).split(sep).join('/') };
  });
  return { ...given, reports };
}

/** Says what the work is done on, so that nobody is surprised by it. */
async function explainCheckout(path: string, checkout: Checkout): Promise<void> {
  if (checkout.isTemporary) {
    complain(
      `seaworthy: ${path} is not the root of a git checkout; working on a temporary one, ${path} stays as it is`,
    );
    return;
  }
  // Without optional locks: `status` alone would write the index anew.
  const words = ['--no-optional-locks', 'status', '--porcelain'];
  const status = await git({ folder: checkout.folder }, ...words);
  if (status === '') return;
  const count = status.split('\n').length;
  const files = count === 1 ? '1 file' : `${count} files`;
  complain(
    `seaworthy: ${files} with uncommitted changes; working on the commit at HEAD without them`,
  );
}
