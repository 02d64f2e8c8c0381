/**
 * Reads every scan report below a folder with all readers, and compares the number of findings with the one that the
 * folder's index counted. Differences that are listed, with the reason, in docs/report-counts.md are accepted; any
 * other, any that is listed in vain, and any crash is a failure.
 * Usage: npm run reports -- DIR (a folder of reports, with or without index.jsonl)
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { discoverReaders } from '../src/discover.ts';
import type { ReportReader } from '../src/findings/report-reader.ts';
import type { ScanReport } from '../src/findings/scan-report.ts';
import { parseReport } from '../src/scans/parse-report.ts';

const ACCEPTED = join('docs', 'report-counts.md');

/** What the index says of one file. */
interface Indexed {
  readonly tool: string;
  /** Null where nobody counted. */
  readonly findings: number | null;
}

interface Reading {
  readonly reader: string | null;
  readonly findings: number;
  readonly silenced: number;
  readonly notices: number;
  /** Why it could not be read; null when it was. */
  readonly failure: {
    readonly kind: 'unknown' | 'failed' | 'crash';
    readonly problem: string;
  } | null;
}

interface Row {
  files: number;
  read: number;
  findings: number;
  silenced: number;
  notices: number;
  unknown: number;
  failed: number;
  counted: number;
  asCounted: number;
}

async function main(folder: string): Promise<number> {
  const readers = await discoverReaders();
  const index = readIndex(folder);
  const accepted = readAccepted();
  const rows = new Map<string, Row>();
  const complaints: string[] = [];
  for (const file of filesBelow(folder)) {
    const indexed = index.get(file);
    const reading = readFile(join(folder, file), readers);
    const tool = indexed?.tool ?? reading.reader ?? 'unknown';
    const row = rows.get(tool) ?? newRow();
    rows.set(tool, row);
    count(row, reading, indexed);
    const complaint = complaintOf(file, reading, indexed?.findings ?? null, accepted);
    if (complaint !== null) complaints.push(complaint);
  }
  printTable(rows);
  for (const complaint of complaints) console.log(complaint);
  for (const file of accepted.keys()) {
    // A list for another folder is not in vain.
    if (index.has(file)) complaints.push(file);
    if (index.has(file)) console.log(`LISTED IN VAIN ${file}`);
  }
  console.log(`${complaints.length} unexplained, crashed or listed in vain`);
  return complaints.length === 0 && rows.size > 0 ? 0 : 1;
}

/** What is wrong with one file and not explained; an explanation that was of use is taken off the list. */
function complaintOf(
  file: string,
  reading: Reading,
  counted: number | null,
  accepted: Map<string, string>,
): string | null {
  const { failure, findings } = reading;
  if (failure?.kind === 'crash') return `CRASH ${file}: ${failure.problem}`;
  const ours = failure === null ? String(findings) : failure.kind;
  const isSame = counted === null ? failure === null : ours === String(counted);
  if (isSame) return null;
  const numbers = `${counted ?? '-'} | ${ours}`;
  const isExplained = accepted.get(file) === numbers;
  accepted.delete(file);
  const why = failure === null ? '' : ` (${failure.problem})`;
  return isExplained ? null : `UNEXPLAINED ${file}: index ${counted ?? '-'}, ours ${ours}${why}`;
}

function readFile(path: string, readers: readonly ReportReader[]): Reading {
  const nothing = { reader: null, findings: 0, silenced: 0, notices: 0 };
  try {
    const outcome = parseReport(readFileSync(path, 'utf8'), readers);
    if (outcome.ok) {
      const { report, reader } = outcome.parsed;
      return { reader, ...countFindings(report), notices: report.notices.length, failure: null };
    }
    const kind = outcome.reason === 'unknown' ? 'unknown' : 'failed';
    return { ...nothing, failure: { kind, problem: outcome.problem } };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { ...nothing, failure: { kind: 'crash', problem } };
  }
}

function countFindings({ scans, statements }: ScanReport): {
  readonly findings: number;
  readonly silenced: number;
} {
  let findings = statements.length;
  let silenced = 0;
  for (const { vulnerabilities, problems, secrets } of scans) {
    findings += vulnerabilities.length + problems.length + secrets.length;
    silenced += [...vulnerabilities, ...problems].filter((one) => one.silencedBy !== null).length;
  }
  return { findings, silenced };
}

function newRow(): Row {
  const none = { files: 0, read: 0, findings: 0, silenced: 0, notices: 0 };
  return { ...none, unknown: 0, failed: 0, counted: 0, asCounted: 0 };
}

function count(row: Row, reading: Reading, indexed: Indexed | undefined): void {
  const { failure } = reading;
  row.files += 1;
  row.findings += reading.findings;
  row.silenced += reading.silenced;
  row.notices += reading.notices;
  if (failure === null) row.read += 1;
  else if (failure.kind === 'unknown') row.unknown += 1;
  else row.failed += 1;
  if (indexed === undefined || indexed.findings === null) return;
  row.counted += 1;
  if (failure === null && indexed.findings === reading.findings) row.asCounted += 1;
}

function printTable(rows: ReadonlyMap<string, Row>): void {
  const titles = [
    'files',
    'read',
    'findings',
    'silenced',
    'notices',
    'unknown',
    'failed',
    'as counted',
  ];
  console.log('tool'.padEnd(28) + titles.map((title) => title.padStart(11)).join(''));
  for (const [tool, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { files, read, findings, silenced, notices, unknown, failed } = row;
    const cells = [files, read, findings, silenced, notices, unknown, failed];
    const asCounted = row.counted === 0 ? '-' : `${row.asCounted}/${row.counted}`;
    console.log(
      tool.padEnd(28) + [...cells, asCounted].map((cell) => String(cell).padStart(11)).join(''),
    );
  }
}

/** Paths relative to the folder, with `/`, in the same order everywhere. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.jsonl')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function readIndex(folder: string): ReadonlyMap<string, Indexed> {
  const path = join(folder, 'index.jsonl');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const index = new Map<string, Indexed>();
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const entry: unknown = JSON.parse(line);
    const file = readField(entry, 'file');
    const tool = readField(entry, 'tool');
    const findings = readField(entry, 'findings');
    if (typeof file !== 'string') continue;
    index.set(file, {
      tool: typeof tool === 'string' ? tool : 'unknown',
      findings: typeof findings === 'number' ? findings : null,
    });
  }
  return index;
}

function readField(entry: unknown, name: string): unknown {
  return typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined;
}

/** The rows of docs/report-counts.md: the file, and `index | ours`. */
function readAccepted(): Map<string, string> {
  const rows = readFileSync(ACCEPTED, 'utf8').matchAll(/^\| `([^`]+)` *\| *(\S+) *\| *(\S+) *\|/gm);
  return new Map(
    Array.from(rows, ([, file = '', counted = '', ours = '']) => [file, `${counted} | ${ours}`]),
  );
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run reports -- DIR (a folder of reports, with or without index.jsonl)');
  process.exitCode = 2;
} else {
  process.exitCode = await main(folder);
}
