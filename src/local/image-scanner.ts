import { execFile } from 'node:child_process';
import type { ReportReader } from '../findings/report-reader.ts';
import { printPlatform } from '../image/platform.ts';
import { parseReference } from '../image/reference.ts';
import type { Platform } from '../image/registry.ts';
import { parseReport } from '../scans/parse-report.ts';
import type { ImageScanner, ScanFailureReason, ScanOutcome } from '../upgrades/image-scanner.ts';

/** Milliseconds: an image may have gigabytes, and the database of vulnerabilities comes first. */
const LONGEST_RUN = 10 * 60_000;
/** Bytes. */
const LARGEST_REPORT = 256 * 1024 ** 2;

/** How a scanner is asked for its report as JSON; the first that is there is taken. */
interface ScannerProgram {
  readonly name: string;
  readonly words: (reference: string, platform: string | null) => readonly string[];
}

/** https://trivy.dev/latest/docs/target/container_image/, https://github.com/anchore/grype#getting-started */
const PROGRAMS: readonly ScannerProgram[] = [
  {
    name: 'trivy',
    words: (reference, platform) => [
      'image',
      '--format=json',
      '--quiet',
      '--scanners=vuln',
      ...(platform === null ? [] : [`--platform=${platform}`]),
      '--',
      reference,
    ],
  },
  {
    name: 'grype',
    words: (reference, platform) => [
      '--output=json',
      '--quiet',
      ...(platform === null ? [] : [`--platform=${platform}`]),
      '--',
      `registry:${reference}`,
    ],
  },
];

export interface ScannerSettings {
  readonly readers: readonly ReportReader[];
  /** The scanner gets all of it: its credentials, proxies and cache are told there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly longestRun?: number;
  /** Bytes. */
  readonly largestReport?: number;
}

type Answer =
  | { readonly ok: true; readonly output: string }
  | {
      readonly ok: false;
      readonly reason: ScanFailureReason | 'not-found';
      readonly message: string;
    };

/**
 * Runs `trivy` or `grype` from the PATH of the environment, without a shell. Each image is scanned once.
 * What a scanner prints beside its report is not shown: it may quote a credential.
 */
export function createImageScanner(settings: ScannerSettings): ImageScanner {
  const known = new Map<string, Promise<ScanOutcome>>();
  return {
    scan: (reference, platform) => {
      const key = `${reference} ${platform === null ? '' : printPlatform(platform)}`;
      const outcome = known.get(key) ?? scanImage(reference, platform, settings);
      known.set(key, outcome);
      return outcome;
    },
  };
}

async function scanImage(
  reference: string,
  platform: Platform | null,
  settings: ScannerSettings,
): Promise<ScanOutcome> {
  // The grammar lets no reference begin with a dash, nor hold a blank.
  if (parseReference(reference) === null) {
    return fail('bad-reference', `${reference} is no name of an image`);
  }
  for (const { name, words } of PROGRAMS) {
    const named = platform === null ? null : printPlatform(platform);
    const answer = await run(name, words(reference, named), settings);
    if (answer.ok) return readScan(answer.output, name, settings.readers);
    if (answer.reason !== 'not-found') return fail(answer.reason, answer.message);
  }
  const names = PROGRAMS.map(({ name }) => name).join(' nor ');
  return fail('missing', `neither ${names} is on PATH`);
}

function readScan(text: string, program: string, readers: readonly ReportReader[]): ScanOutcome {
  const outcome = parseReport(text, readers);
  if (!outcome.ok) return fail('unreadable', `the answer of ${program}: ${outcome.problem}`);
  const { scans } = outcome.parsed.report;
  const [scan] = scans;
  if (scan === undefined || scans.length > 1) {
    return fail('unreadable', `the answer of ${program} is about ${scans.length} images`);
  }
  return { ok: true, scan };
}

function fail(reason: ScanFailureReason, message: string): ScanOutcome {
  return { ok: false, reason, message };
}

function run(
  program: string,
  words: readonly string[],
  { environment, longestRun = LONGEST_RUN, largestReport = LARGEST_REPORT }: ScannerSettings,
): Promise<Answer> {
  const options = {
    env: environment,
    timeout: longestRun,
    killSignal: 'SIGKILL',
    maxBuffer: largestReport,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, words, options, (error, output) => {
      resolve(error === null ? { ok: true, output } : failureOf(error, program, longestRun));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}

/** Codes of Node: of the system for what could not be started, its own for what is too large. */
function failureOf(
  error: Error & { readonly code?: number | string | null; readonly killed?: boolean },
  program: string,
  longestRun: number,
): Answer {
  const { code, killed } = error;
  if (code === 'ENOENT' || code === 'EACCES') {
    return { ok: false, reason: 'not-found', message: `${program} is not on PATH` };
  }
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return { ok: false, reason: 'too-large', message: `the report of ${program} is too large` };
  }
  if (killed === true) {
    const message = `${program} took longer than ${Math.round(longestRun / 1000)} seconds`;
    return { ok: false, reason: 'timeout', message };
  }
  const message = `${program} ended with ${typeof code === 'number' ? `code ${code}` : 'a failure'}`;
  return { ok: false, reason: 'failed', message };
}
