/**
 * Builds projects of each language before and after their stage is cut in two, and compares what they print.
 * Needs root on Debian; what is missing of its programs is installed.
 * Usage: npm run split-proof -- [--only TEXT] (projects whose name has it)
 */
import { parseArgs } from 'node:util';
import { PROJECTS } from './split-proof/projects.ts';
import type { Project } from './split-proof/projects.ts';
import { proveProject } from './split-proof/prove-project.ts';
import { ensureTools } from '../test/registry/debian-tools.ts';

async function main(only: string): Promise<number> {
  await ensureTools('buildah', 'debootstrap');
  const wanted = Object.entries(PROJECTS).filter(([name]) => name.includes(only));
  let failed = wanted.length === 0 ? 1 : 0;
  for (const [name, project] of wanted) {
    const started = performance.now();
    const wrong = await wrongIn(project);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${wrong === null ? 'ok    ' : 'failed'} ${name}, ${seconds} s`);
    if (wrong === null) continue;
    failed += 1;
    console.log(wrong);
  }
  console.log(`${wanted.length} projects, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** What is not as it has to be; null for nothing. */
async function wrongIn(project: Project): Promise<string | null> {
  try {
    const { after, printsBefore, printsAfter, toolAfter } = await proveProject(project);
    if (after === project.dockerfile) return 'it was not cut in two';
    if (printsBefore !== project.prints) return `before, it prints ${JSON.stringify(printsBefore)}`;
    if (printsAfter !== project.prints) return `after, it prints ${JSON.stringify(printsAfter)}`;
    return toolAfter === 'none' ? null : `the image still has ${toolAfter}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
process.exitCode = await main(values.only);
