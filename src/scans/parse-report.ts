import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ScanReport } from '../findings/scan-report.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { plainValue } from '../yaml/yaml-tree.ts';

/** Characters of a report in YAML, whose tree takes far more memory than JSON's values. */
const LARGEST_YAML = 16 * 1024 * 1024;

export interface ParsedReport {
  readonly report: ScanReport;
  /** Id of the reader that knew the format. */
  readonly reader: string;
}

export type ReportOutcome =
  | { readonly ok: true; readonly parsed: ParsedReport }
  | {
      readonly ok: false;
      /** `unreadable`: neither JSON nor YAML; `unknown`: no reader knows the format; `broken`: its fields are wrong. */
      readonly reason: 'empty' | 'unreadable' | 'unknown' | 'broken';
      /** One clause without a final dot. */
      readonly problem: string;
    };

/** Reads the text of a report in whichever format it is. Throws nothing for what the text holds. */
export function parseReport(text: string, readers: readonly ReportReader[]): ReportOutcome {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') return { ok: false, reason: 'empty', problem: 'the file is empty' };
  const decoded = decode(content);
  if (!decoded.ok) return { ok: false, reason: 'unreadable', problem: decoded.problem };
  const reader = readers.find((one) => one.recognizes(decoded.document));
  if (reader === undefined) {
    const known = [...new Set(readers.map(({ tool }) => tool))].join(', ');
    return { ok: false, reason: 'unknown', problem: `no known report format; known are ${known}` };
  }
  const read: ReadResult = reader.read(decoded.document);
  if (read.ok) return { ok: true, parsed: { report: read.report, reader: reader.id } };
  return { ok: false, reason: 'broken', problem: `looks like ${reader.tool}, but ${read.problem}` };
}

type Decoded =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problem: string };

/** JSON where it begins like JSON, else YAML. */
function decode(text: string): Decoded {
  if (/^\s*[[{]/.test(text)) return decodeJson(text);
  const outcome = readYaml(text, { largest: LARGEST_YAML, dialect: 'foreign' });
  if (outcome.ok) return { ok: true, document: plainValue(outcome.root) };
  const line = text.slice(0, outcome.offset).split('\n').length;
  return { ok: false, problem: `line ${line}: ${outcome.problem}` };
}

function decodeJson(text: string): Decoded {
  try {
    return { ok: true, document: JSON.parse(text) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // The parser quotes what it met; only its own words are of use here.
    const words = said.replace(/,? ?"[^]*" is not valid JSON$/, ' is not valid JSON').slice(0, 200);
    return { ok: false, problem: `it is no complete JSON (${words})` };
  }
}
