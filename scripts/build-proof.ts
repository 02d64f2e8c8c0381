/**
 * Builds each rule's examples, and every Dockerfile below DIR, before and after the fixes, from local bases, and
 * compares the images. An example that builds before and not after, or differs where no fix says so, is a failure.
 * Needs root on Debian; what is missing of its programs is installed.
 * Usage: npm run build-proof -- [DIR] [--rule ID] [--twice] (the same text twice: what differs then is unstable)
 */
import { parseArgs } from 'node:util';
import { openBases } from './build-proof/bases.ts';
import { openPackageFolder } from './build-proof/package-folder.ts';
import { exampleSubjects, folderSubjects } from './build-proof/subjects.ts';
import type { Subject } from './build-proof/subjects.ts';
import { obstacleOf, proveSubject } from './build-proof/prove-subject.ts';
import type { SubjectResult } from './build-proof/prove-subject.ts';
import { discoverRules } from '../src/discover.ts';
import { BUILDAH } from '../src/local/builders/buildah.ts';
import { createCommandBuilder } from '../src/local/builders/command-builder.ts';
import { ensureTools } from '../test/registry/debian-tools.ts';

/** As many builds at once as a machine of CI has cores. */
const AT_ONCE = 2;

/** Their examples take minutes each, and `npm run split-proof` builds more of them. */
const BUILT_BY_TESTS: ReadonlySet<string> = new Set(['build-tools-in-image']);

async function main(
  folders: readonly string[],
  only: string | null,
  isTwice: boolean,
): Promise<number> {
  await ensureTools('buildah', 'debootstrap');
  const rules = await discoverRules();
  const bases = openBases();
  const wanted = rules.filter(({ id }) => (only === null ? !BUILT_BY_TESTS.has(id) : id === only));
  const subjects = [
    ...wanted.flatMap(exampleSubjects),
    ...folders.flatMap((folder) => folderSubjects(folder, rules)),
  ];
  const texts = subjects
    .filter((subject) => obstacleOf(subject, bases) === null)
    .flatMap(({ before, after }) => [before, after ?? '']);
  const environment = await openPackageFolder(texts, bases);
  const builder = createCommandBuilder(BUILDAH, { environment: bases.environment });
  const aptBuilder = createCommandBuilder(BUILDAH, { environment });
  const results: SubjectResult[] = [];
  const waiting = [...subjects];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await proveSubject(next, { builder, aptBuilder, bases, isTwice });
      results.push(result);
      printRow(next, result);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await Promise.all([builder.close(), aptBuilder.close()]);
  }
  return summarize(results);
}

function printRow({ name }: Subject, { state, text, seconds }: SubjectResult): void {
  console.log(
    `${state.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${name}${text === '' ? '' : `: ${text}`}`,
  );
}

function summarize(results: readonly SubjectResult[]): number {
  const count = (state: SubjectResult['state']) =>
    results.filter((one) => one.state === state).length;
  const failures = count('FAILED');
  console.log(
    `${results.length} examples: ${count('same')} build alike, ${count('not built')} cannot be built here, ${count('no fix')} have no fix, ${failures} failed`,
  );
  return failures === 0 && count('same') > 0 ? 0 : 1;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, twice: { type: 'boolean' } },
});
process.exitCode = await main(positionals, values.rule ?? null, values.twice === true);
