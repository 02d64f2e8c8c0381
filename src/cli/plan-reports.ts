import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Config } from '../config/schema.ts';
import { checkoutRoot, findBuildFiles } from '../local/find-build-files.ts';
import { remoteAddresses } from '../local/remote-addresses.ts';
import type { SourceFile } from '../remediation/check-context.ts';
import { pathMatcher } from '../remediation/path-patterns.ts';
import { matchReports } from '../remediation/match-reports.ts';
import type { MatchedReports } from '../remediation/match-reports.ts';
import { isContextFile, readContext } from '../remediation/repository-context.ts';
import type { RepositoryContext } from '../remediation/repository-context.ts';
import { readGivenReports } from './given-reports.ts';

/** Reports, and what they have to do with some Dockerfiles. */
export interface ReportPlan {
  readonly reports: MatchedReports;
  readonly repository: RepositoryContext;
  /** From a path as a person types it to one from the root of the repository, by which reports know it. */
  readonly toRoot: (path: string) => string;
  readonly fromRoot: (path: string) => string;
  /** For standard error. */
  readonly notices: readonly string[];
  /** For standard error; the exit code becomes 2. */
  readonly errors: readonly string[];
  /** The same, in lines. */
  readonly questions: readonly (readonly string[])[];
}

/** Reads the reports that `--report` names, and finds out which of the Dockerfiles each is about. */
export async function planReports(
  words: readonly string[],
  sources: readonly SourceFile[],
  { config, today }: { readonly config: Config; readonly today: string },
): Promise<ReportPlan> {
  const given = await readGivenReports(words);
  const root = rootOf(sources);
  const toRoot = (path: string) => relative(root, resolve(path)).split(sep).join('/');
  const fromRoot = (path: string) => relative('.', join(root, path)).split(sep).join('/');
  const { repository, notices } = await readRepository(root, config, today);
  const reports = matchReports({
    reports: given.reports.map(({ dockerfile, ...report }) => ({
      ...report,
      dockerfile: dockerfile === null ? null : toRoot(dockerfile),
    })),
    sources: sources.map(({ path, text }) => ({ path: toRoot(path), text })),
    repository,
    config,
  });
  return {
    reports,
    repository,
    toRoot,
    fromRoot,
    notices: [...given.notices, ...notices, ...reports.notices],
    errors: given.errors,
    questions: reports.questions,
  };
}

async function readRepository(root: string, config: Config, today: string) {
  const isExcluded = pathMatcher(config.paths.exclude);
  const isWanted = (path: string) => isContextFile(path) && !isExcluded(path);
  const { files, unread, isCut } = findBuildFiles(root, isWanted);
  const known = {
    addresses: await remoteAddresses(root),
    hasFile: (path: string) => existsSync(join(root, path)),
  };
  const repository = readContext(files, known, today);
  const notices = [
    ...(isCut ? [`the folder is too large; only ${files.length} of its files are read`] : []),
    ...unread.map(({ path, reason }) => `${path}: ${reason}`),
    ...repository.notices.map(({ path, line, problem }) => `${path}:${line}: ${problem}`),
  ];
  return { repository, notices };
}

/** The checkout that the first Dockerfile is in, else the folder that holds all of them. */
function rootOf(sources: readonly SourceFile[]): string {
  const [first] = sources;
  if (first === undefined) return resolve('.');
  const checkout = checkoutRoot(dirname(resolve(first.path)));
  if (checkout !== null) return checkout;
  let folder = resolve('.');
  while (sources.some(({ path }) => relative(folder, resolve(path)).startsWith('..'))) {
    folder = dirname(folder);
  }
  return folder;
}
