import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, Scan, Vulnerability } from '../findings/scan-report.ts';
import type { Severity } from '../findings/severity.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { contentDigests, imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { packageTypeOf } from '../scans/vocabulary/package-type.ts';
import { severityOf } from '../scans/vocabulary/rated-by.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { entries, isRecord, text } from '../scans/vocabulary/tolerant-fields.ts';

/** A policy evaluation (docs.anchore.com, "Evaluating Images Against Policies"): a table with a header for each image. */
const evaluationSchema = z.object({
  detail: z.object({ result: z.object({ result: entries }) }),
});
const tableSchema = z.object({
  result: z.object({ header: z.array(z.string()), rows: z.array(z.unknown()) }),
});
const rowSchema = z.array(z.unknown());

/** Actions of a policy that hold an image up; `go` lets it pass. */
const ACTIONS: ReadonlyMap<string, Severity> = new Map([
  ['stop', 'high'],
  ['warn', 'medium'],
]);

/** Gate `vulnerabilities` as vulnerabilities, the others as problems of the image. What may `go` and licences are left out. */
export default {
  id: 'anchore-policy',
  tool: 'Anchore',
  formats:
    'policy evaluations of Anchore Engine and Anchore Enterprise (`anchore-cli evaluate check --detail`)',
  recognizes: (document) => {
    const first: unknown = Array.isArray(document) ? document[0] : null;
    return isRecord(first) && Object.keys(first).some((key) => /^sha256:[0-9a-f]{8,64}$/.test(key));
  },
  read: (document) => {
    const notices = newNotices();
    const images = z.array(entries).catch([]).parse(document).flat();
    const scans = images.flatMap(([digest, tags]) =>
      entries.parse(tags).map(([tag, evaluations]) => scanOf(digest, tag, evaluations, notices)),
    );
    return foundReport(notices, { scans });
  },
} satisfies ReportReader;

function scanOf(digest: string, tag: string, evaluations: unknown, notices: Notices): Scan {
  const vulnerabilities: Vulnerability[] = [];
  const problems: ReportedProblem[] = [];
  readEach(evaluations, evaluationSchema, { place: 'evaluations', notices }, ({ detail }) => {
    for (const [, value] of detail.result.result) {
      // Beside the images stand the names of policies and lists.
      if (!isRecord(value) || !('result' in value)) continue;
      const table = tableSchema.safeParse(value).data?.result;
      if (table === undefined) {
        notices.add('an evaluation has no table of results');
        continue;
      }
      readEach(table.rows, rowSchema, { place: 'rows', notices }, (cells) => {
        const cell = (name: string) => cells[table.header.indexOf(name)];
        const row = readRow(cell);
        if (row === null || row.gate === 'licenses' || !ACTIONS.has(row.action))
          return row === null ? null : [];
        if (row.gate !== 'vulnerabilities') problems.push(problemOf(row));
        else {
          const vulnerability = vulnerabilityOf(row);
          if (vulnerability === null) return null;
          vulnerabilities.push(vulnerability);
        }
        return [];
      });
    }
    return [];
  });
  const target = newTarget({
    kind: 'image',
    name: tag,
    references: imageReferences(tag),
    digests: contentDigests(digest),
  });
  return newScan({ tool: 'Anchore', target, vulnerabilities, problems });
}

interface Row {
  readonly gate: string;
  readonly trigger: string;
  readonly id: string;
  readonly action: string;
  readonly output: string;
  readonly silencedBy: string | null;
}

function readRow(cell: (name: string) => unknown): Row | null {
  const [gate, trigger, id, action, output] = [
    'Gate',
    'Trigger',
    'Trigger_Id',
    'Gate_Action',
    'Check_Output',
  ].map((name) => text.parse(cell(name)) ?? '');
  if (!gate || !trigger || !action || id === undefined || output === undefined) return null;
  const listed = cell('Whitelisted');
  const silencedBy = isRecord(listed) ? 'on an allow list in Anchore' : null;
  return { gate, trigger, id, action, output, silencedBy };
}

function problemOf({ gate, trigger, action, output, silencedBy }: Row): ReportedProblem {
  return {
    id: `${gate}:${trigger}`,
    aliases: [],
    title: `${gate} ${trigger}`,
    // What the search for secrets found may stand in the output.
    message: gate === 'secret_scans' ? `${gate} ${trigger}` : output,
    severity: ACTIONS.get(action) ?? 'info',
    path: null,
    lines: null,
    link: null,
    silencedBy,
  };
}

/**
 * `MEDIUM Vulnerability found in non-os package type (java) - /app/struts-core-1.3.8.jar (CVE-2015-2992 - https://…)`, with
 * `CVE-2015-2992+struts-core-1.3.8.jar` for an id.
 */
function vulnerabilityOf({ id, output, silencedBy }: Row): Vulnerability | null {
  const [advisory = '', named = ''] = id.split('+', 2);
  const [, word = ''] = /^(\w+) Vulnerability/.exec(output) ?? [];
  const [, kind = ''] = /package type \(([^()]{1,50})\)/.exec(output) ?? [];
  const [, path = null] = / - (\/[^\s()]{1,1000})/.exec(output) ?? [];
  const [, fix = null] = /\(fixed in: ([^()\s]{1,200})\)/.exec(output) ?? [];
  const [, name = named, version = ''] = /^(.{1,200}?)-(\d[^-]{0,100})\.[jwe]ar$/.exec(named) ?? [];
  return newVulnerability({
    ids: [advisory],
    package: { name, version, type: packageTypeOf(kind), path },
    fixed: fix === null ? [] : [fix],
    severity: severityOf(word),
    silencedBy,
  });
}
