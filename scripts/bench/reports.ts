import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { discoverReaders } from '../../src/discover.ts';
import { knowledgeOfScans } from '../../src/remediation/knowledge-of-scans.ts';
import { matchReports } from '../../src/remediation/match-reports.ts';
import { readContext } from '../../src/remediation/repository-context.ts';
import { parseReport } from '../../src/scans/parse-report.ts';
import { printBar } from './bars.ts';
import { withCommand } from './processes.ts';
import { makeTrivyReport, REPORTED_DOCKERFILE } from './trivy-report.ts';

const MEGABYTE = 1024 * 1024;
const MEGABYTES = 50;
const ROUNDS = 7;
const MOST_TIMES = 3;

/** Of a report of 100 MB, and the bar for the whole command in MB. */
const LARGE_MEGABYTES = 100;
const LARGEST_MEMORY = 1000;

/**
 * A report of 50 MB as `trivy image` writes it: read, merged, matched with its Dockerfile and traced to its lines,
 * beside `JSON.parse` of the same text in the same process, in turns; then the peak memory of the built command on
 * one of 100 MB.
 */
export async function benchReports(): Promise<boolean> {
  const { text, rows } = makeTrivyReport(MEGABYTES * MEGABYTE);
  const read = await tracer(text);
  const times = measureTimes(text, read);
  const traced = read();
  const ratio = times.read / times.parse;
  console.log(`${MEGABYTES} MB of Trivy JSON, ${rows} rows, ${traced} traced to a line`);
  console.log(
    `JSON.parse ${times.parse.toFixed(0)} ms; read and traced ${times.read.toFixed(0)} ms`,
  );
  const memory = await measureLarge();
  console.log(`check --report of ${LARGE_MEGABYTES} MB: ${memory.toFixed(0)} MB at most\n`);
  return [
    printBar(
      `read and traced in less than ${MOST_TIMES} times JSON.parse`,
      ratio < MOST_TIMES,
      `${ratio.toFixed(2)} times`,
    ),
    printBar(
      `a report of ${LARGE_MEGABYTES} MB takes less than ${LARGEST_MEMORY} MB`,
      memory < LARGEST_MEMORY,
      `${memory.toFixed(0)} MB`,
    ),
    printBar('every row is traced', traced > 0 && traced === rows, `${traced} of ${rows}`),
  ].every((isMet) => isMet);
}

/** Reads and traces a report anew with each call, and returns how many rows lead to a line. */
async function tracer(text: string): Promise<() => number> {
  const readers = await discoverReaders();
  const sources = [{ path: 'Dockerfile', text: REPORTED_DOCKERFILE }];
  const repository = readContext([], { addresses: [], hasFile: () => true }, null);
  return () => {
    const outcome = parseReport(text, readers);
    if (!outcome.ok) throw new Error(outcome.problem);
    const given = { name: 'trivy.json', dockerfile: null, report: outcome.parsed.report };
    const reports = matchReports({ reports: [given], sources, repository, config: DEFAULTS });
    const context = { baseContents: () => null, hasFile: repository.hasFile };
    const knowledge = knowledgeOfScans(reports, context, new Map());
    return knowledge.vulnerabilities('Dockerfile', parseDockerfile(REPORTED_DOCKERFILE)).length;
  };
}

/** The best times in ms, in turns; the first round warms up. */
function measureTimes(text: string, read: () => number) {
  const times = { parse: Infinity, read: Infinity };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const parse = timeOf(() => JSON.parse(text));
    const whole = timeOf(read);
    if (round === 0) continue;
    times.parse = Math.min(times.parse, parse);
    times.read = Math.min(times.read, whole);
  }
  return times;
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Peak resident memory of one `seaworthy check --report`, in MB. */
function measureLarge(): Promise<number> {
  return withCommand((command) => {
    const folder = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
    try {
      writeFileSync(join(folder, 'Dockerfile'), REPORTED_DOCKERFILE);
      const { text } = makeTrivyReport(LARGE_MEGABYTES * MEGABYTE);
      writeFileSync(join(folder, 'trivy.json'), text);
      const report = `import { writeSync } from 'node:fs';
        process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
      const preload = `data:text/javascript,${encodeURIComponent(report)}`;
      const words = ['check', '--report', 'trivy.json'];
      const { output, status } = spawnSync(
        process.execPath,
        ['--import', preload, command, ...words],
        {
          cwd: folder,
          encoding: 'utf8',
          maxBuffer: 64 * MEGABYTE,
          stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
        },
      );
      if (status !== 1) throw new Error(`check exited with ${String(status)}`);
      return (Number(output[3]) * 1024) / MEGABYTE;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
