/**
 * Measures parse, check and fix beside other tools in this one process, then start and memory of the
 * built command, and holds them to the bars in bench/README.md. Usage: npm run bench -- DIR, or
 * npm run bench -- registry, or npm run bench -- reports
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { DEFAULTS } from '../src/config/defaults.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { discoverRules } from '../src/discover.ts';
import { findDockerfiles } from '../src/local/find-dockerfiles.ts';
import { decodeText } from '../src/remediation/decode-text.ts';
import { SHIPPED_IMAGES } from './shipped-images.ts';
import { checkFile } from '../src/remediation/check.ts';
import { plainContext } from '../src/remediation/check-context.ts';
import { composePatch } from '../src/remediation/compose.ts';
import { checkContext } from '../src/remediation/policy.ts';
import { printBar } from './bench/bars.ts';
import { DOCKERLINTER, loadPeers } from './bench/peers.ts';
import type { Work } from './bench/peers.ts';
import { measureMemory, measureStart, withCommand } from './bench/processes.ts';
import { benchRegistry } from './bench/registry.ts';
import { benchReports } from './bench/reports.ts';

const ROUNDS = 5;
const CHECK = 'seaworthy check';
const FIX = 'seaworthy fix with gate';

/** Files of one memory measurement, and its bar in MB. */
const MANY = 500;
const LARGEST_MEMORY = 300;
const LARGEST_START = 2.5;

interface Speed {
  /** Files a second in the best round. */
  readonly speed: number;
  /** Files on which the tool threw. */
  readonly crashes: number;
}

async function benchFiles(folder: string): Promise<boolean> {
  const paths = findDockerfiles(folder).dockerfiles;
  const texts = paths.flatMap((path) => {
    const content = decodeText(readFileSync(path));
    return content.ok ? [content.text] : [];
  });
  if (texts.length === 0) {
    console.error(`${folder}: no Dockerfile here`);
    return false;
  }
  console.log(`${texts.length} files, node ${process.version}, ${availableParallelism()} cores`);
  const results = measureSpeeds(new Map([...(await ownWorks()), ...loadPeers()]), texts);
  printSpeeds(results);
  const many = paths.slice(0, MANY);
  const { start, memory } = await withCommand((command) => ({
    start: measureStart(command),
    memory: measureMemory(command, many),
  }));
  const ratio = start.check / start.node;
  console.log(
    `\nseaworthy check of one file: ${start.check.toFixed(0)} ms; node -e 0: ${start.node.toFixed(0)} ms`,
  );
  console.log(`seaworthy check of ${many.length} files: ${memory.toFixed(0)} MB at most\n`);
  const bars = [
    ...speedBars(results),
    printBar(
      `check starts within ${LARGEST_START} times node -e 0`,
      ratio < LARGEST_START,
      `${ratio.toFixed(2)} times`,
    ),
    printBar(
      `${MANY} files take less than ${LARGEST_MEMORY} MB`,
      memory < LARGEST_MEMORY,
      `${memory.toFixed(0)} MB`,
    ),
  ];
  return bars.every((isMet) => isMet);
}

function speedBars(results: ReadonlyMap<string, Speed>): boolean[] {
  const peer = results.get(DOCKERLINTER)?.speed ?? Number.NaN;
  const check = (results.get(CHECK)?.speed ?? 0) / peer;
  const fix = (results.get(FIX)?.speed ?? 0) / peer;
  return [
    printBar(`check is as fast as ${DOCKERLINTER}`, check >= 1, `${check.toFixed(2)} of it`),
    printBar('fix with gate is half as fast as that', fix >= 0.5, `${fix.toFixed(2)} of it`),
  ];
}

/** `check` with every rule, matters of taste included; `fix` with what the command does by default. */
async function ownWorks(): Promise<ReadonlyMap<string, Work>> {
  const rules = await discoverRules();
  const all = plainContext(rules, SHIPPED_IMAGES);
  const usual = checkContext(DEFAULTS, {
    rules,
    images: SHIPPED_IMAGES,
    today: null,
  });
  const policy = { safeties: ['safe'], only: null, moveImages: true } as const;
  return new Map<string, Work>([
    ['seaworthy parse', parseDockerfile],
    [CHECK, (text) => checkFile({ path: 'Dockerfile', text }, all)],
    [FIX, (text) => composePatch({ path: 'Dockerfile', text }, usual, policy)],
  ]);
}

/** The tools take turns, so that what else the machine does hits all; the first round warms up. */
function measureSpeeds(
  works: ReadonlyMap<string, Work>,
  texts: readonly string[],
): ReadonlyMap<string, Speed> {
  const results = new Map<string, Speed>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, work] of works) {
      const { speed, crashes } = measureRound(work, texts);
      const best = round === 0 ? 0 : Math.max(speed, results.get(name)?.speed ?? 0);
      results.set(name, { speed: best, crashes });
    }
  }
  return results;
}

function measureRound(work: Work, texts: readonly string[]): Speed {
  let crashes = 0;
  const started = performance.now();
  for (const text of texts) {
    try {
      work(text);
    } catch {
      // Other tools throw on some files; that is counted, and the time until then counts as theirs.
      crashes += 1;
    }
  }
  return { speed: (texts.length * 1000) / (performance.now() - started), crashes };
}

function printSpeeds(results: ReadonlyMap<string, Speed>): void {
  const peer = results.get(DOCKERLINTER)?.speed ?? Number.NaN;
  console.log(`\n${''.padEnd(28)} files/s  ${DOCKERLINTER} = 1  crashed on`);
  for (const [name, { speed, crashes }] of results) {
    const cells = [
      speed.toFixed(0).padStart(7),
      (speed / peer).toFixed(2).padStart(22),
      String(crashes).padStart(10),
    ];
    console.log(`${name.padEnd(28)} ${cells.join('  ')}`);
  }
}

/** What is measured without a folder, by its name. */
const SUBJECTS = new Map([
  ['registry', benchRegistry],
  ['reports', benchReports],
]);

const subject = process.argv[2];
if (subject === undefined) {
  console.error('usage: npm run bench -- DIR (a folder of Dockerfiles), registry or reports');
  process.exitCode = 2;
} else {
  const measure = SUBJECTS.get(subject) ?? (() => benchFiles(subject));
  process.exitCode = (await measure()) ? 0 : 1;
}
