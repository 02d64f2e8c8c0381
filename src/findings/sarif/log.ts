import { indexLines } from '../../dockerfile/line-index.ts';
import type { Span } from '../../dockerfile/span.ts';
import type { CheckedFile } from '../checked-file.ts';
import type { Finding } from '../finding.ts';
import type { Fix, Rule } from '../rule.ts';
import { secretLines } from '../secret-lines.ts';
import { sarifAdvisories } from './advisories.ts';
import { SARIF_LEVELS, sarifRule } from './rules.ts';
import { plainText } from './text.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export interface SarifInput {
  readonly files: readonly CheckedFile[];
  /** All rules, also those that found nothing. */
  readonly rules: readonly Rule[];
}

/** SARIF 2.1.0 (OASIS), with fixes, fingerprints, and suppressions for what the author silenced; `version` is ours. */
export function printSarif({ files, rules }: SarifInput, version: string): string {
  const descriptors = [...rules.map(sarifRule), ...sarifAdvisories(files)];
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: 'Seaworthy',
        version,
        semanticVersion: version,
        rules: descriptors,
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      { executionSuccessful: true, toolExecutionNotifications: files.flatMap(notification) },
    ],
    artifacts: files.map(({ path }) => ({
      location: artifactLocation(path),
      sourceLanguage: 'dockerfile',
      roles: ['analysisTarget'],
    })),
    results: files.flatMap((file, artifact) => fileResults(file, artifact, indexes)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function notification({ path, notice }: CheckedFile, artifact: number) {
  if (notice === null) return [];
  const location = { ...artifactLocation(path), index: artifact };
  return [
    {
      level: 'note',
      message: { text: plainText(notice) },
      locations: [{ physicalLocation: { artifactLocation: location } }],
    },
  ];
}

function fileResults(
  file: CheckedFile,
  artifact: number,
  indexes: ReadonlyMap<string, number>,
): object[] {
  const location = { ...artifactLocation(file.path), index: artifact };
  const regionOf = regionsIn(file.text);
  const secret = secretLines(file);
  return [...file.findings, ...file.ignored].map((finding) => {
    const ruleId = finding.traced?.vulnerability.id ?? finding.rule;
    const ruleIndex = indexes.get(ruleId);
    // The new text of a line with a secret would hold the secret.
    const fix = secret.has(finding.place.line) ? null : finding.fix;
    return {
      ruleId,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: SARIF_LEVELS[finding.severity],
      message: { text: plainText(messageOf(finding)) },
      locations: [
        {
          physicalLocation: { artifactLocation: location, region: regionOf(finding.span) },
          ...logicalLocation(finding),
        },
      ],
      partialFingerprints: { 'seaworthy/v1': finding.fingerprint() },
      // Where one result of a run has this property, all must have it (section 3.27.23).
      suppressions: suppressionsOf(finding),
      ...(fix === null ? {} : { fixes: [sarifFix(fix, location, regionOf)] }),
    };
  });
}

/** Where in the image it is: code scanning shows the line of the Dockerfile, and this beside it. */
function logicalLocation({ traced }: Finding) {
  if (traced === null) return {};
  const { name, version } = traced.vulnerability.package;
  const fullyQualifiedName = `${traced.image}: ${traced.paths[0] ?? name} (${name} ${version})`;
  return { logicalLocations: [{ fullyQualifiedName, kind: 'package' }] };
}

function messageOf({ message, fix, safety, left }: Finding): string {
  if (fix === null) return `${message} Left alone: ${left ?? 'there is no fix'}.`;
  return `${message} Fix (${safety ?? 'review'}): ${fix.title}.`;
}

function suppressionsOf({ ignoredBy, traced }: Finding): object[] {
  if (ignoredBy === null) return [];
  const kind = traced?.silencedBy === ignoredBy ? 'external' : 'inSource';
  return [{ kind, status: 'accepted', justification: plainText(ignoredBy) }];
}

function sarifFix({ title, edits }: Fix, location: object, regionOf: (span: Span) => object) {
  const replacements = edits.map(({ span, text }) => ({
    deletedRegion: regionOf(span),
    insertedContent: { text },
  }));
  return {
    description: { text: plainText(title) },
    artifactChanges: [{ artifactLocation: location, replacements }],
  };
}

/** From spans to regions of a text; a byte order mark is no column to SARIF. */
function regionsIn(text: string): (span: Span) => object {
  const lines = indexLines(text);
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const position = (offset: number) => {
    const { line, column } = lines.position(offset);
    return { line, column: line === 1 ? Math.max(1, column - mark) : column };
  };
  return (span) => {
    const start = position(span.start);
    const end = position(span.end);
    return {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  };
}

/** A path as a URI: relative to the root of the checkout, unless it leads out of it. */
function artifactLocation(path: string) {
  const uri = path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return path.split('/')[0] === '..' ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}
