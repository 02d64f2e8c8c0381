import { imageUses } from '../../src/dockerfile/image-uses.ts';
import { indexLines } from '../../src/dockerfile/line-index.ts';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.ts';
import type { Example, ScannedExample } from '../../src/findings/example.ts';
import type { ReportedSecret, Vulnerability } from '../../src/findings/scan-report.ts';
import { vulnerabilityKey } from '../../src/findings/traced-vulnerability.ts';
import type {
  BaseAssessment,
  Cause,
  TracedVulnerability,
} from '../../src/findings/traced-vulnerability.ts';
import { comparableName } from '../../src/image/package-name.ts';
import type { UpgradeCandidate } from '../../src/image/upgrade.ts';
import { NO_SCANS } from '../../src/remediation/scan-knowledge.ts';
import type { ScanKnowledge } from '../../src/remediation/scan-knowledge.ts';

/**
 * What a scanner said, traced to the instructions that stand on the lines now. The images of `outlooks` have the
 * fixed versions, and only the ones that they replace were scanned.
 */
export function scansOf({
  scanned = [],
  installed = [],
  outlooks = {},
}: Pick<Example, 'scanned' | 'installed' | 'outlooks'>): ScanKnowledge {
  const isSecret = ({ type }: ScannedExample) => type === 'secret';
  const isScanned = ({ cause }: TracedVulnerability) =>
    cause.kind !== 'base' ||
    Object.keys(outlooks).length === 0 ||
    Object.hasOwn(outlooks, cause.use.resolved ?? '');
  return {
    ...NO_SCANS,
    vulnerabilities: (_path, dockerfile) =>
      scanned
        .filter((row) => !isSecret(row))
        .map((row) => ({ vulnerability: vulnerabilityOf(row), ...tracedOf(dockerfile, row) }))
        .filter(isScanned),
    secrets: (_path, dockerfile) =>
      scanned
        .filter(isSecret)
        .map((row) => ({ secret: secretOf(row), ...tracedOf(dockerfile, row) })),
    installed: (_path, dockerfile, stage, type, name) =>
      installed
        .filter(
          (row) =>
            row.type === type && comparableName(type, row.name) === comparableName(type, name),
        )
        .filter(() => stage === dockerfile.stages.at(-1))
        .map(({ version, path = null, advisory = null }) => {
          return { version, path, image: 'app:1', advisory };
        }),
    assessment: (_path, reference) => {
      const taken = outlooks[reference];
      return taken === undefined ? null : assessmentOf(reference, taken, scanned);
    },
  };
}

function assessmentOf(
  reference: string,
  taken: Pick<UpgradeCandidate, 'reference' | 'kind'>,
  scanned: readonly ScannedExample[],
): BaseAssessment {
  const keys = (isMended: boolean) =>
    new Set(
      scanned
        .map(vulnerabilityOf)
        .filter(({ fixed }) => fixed.length > 0 === isMended)
        .map(vulnerabilityKey),
    );
  const candidate = { ...taken, digest: null, reason: 'it fixes them', evidence: null };
  const judged = { fixed: keys(true), remaining: keys(false), notAssessed: new Map() };
  const best = { candidate, ...judged, introduced: null };
  return { reference, options: [best], best, alternatives: [], unknown: null };
}

function tracedOf(dockerfile: Dockerfile, row: ScannedExample) {
  return {
    paths: [],
    witnesses: ['Trivy'],
    image: 'app:1',
    cause: causeOf(dockerfile, row),
    silencedBy: row.silencedBy ?? null,
  };
}

function causeOf(dockerfile: Dockerfile, row: ScannedExample): Cause {
  const instruction = instructionOn(dockerfile, row.line);
  const stage = dockerfile.stages[instruction.stage ?? -1];
  if (stage === undefined) throw new Error(`line ${row.line} is in no stage`);
  const { span } = instruction;
  const { keyword } = instruction.trigger ?? instruction;
  const shared = { span, certainty: 'layer', file: row.file ?? null } as const;
  if (keyword === 'FROM') return baseCause(dockerfile, stage);
  if (keyword === 'RUN') {
    const isBuildTool = row.isBuildTool ?? false;
    return { kind: 'run', instruction, stage, isBuildTool, ...shared };
  }
  const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? null;
  const isStage = dockerfile.stages.some(({ name, index }) => from === name || from === `${index}`);
  return { kind: 'copy', instruction, stage, from: isStage ? from : null, ...shared };
}

function baseCause(dockerfile: Dockerfile, stage: Stage): Cause {
  const use = imageUses(dockerfile).find((one) => one.stage === stage.index);
  if (use === undefined) throw new Error(`stage ${stage.index} is on no image`);
  return { kind: 'base', use, span: use.span, certainty: 'packages' };
}

function instructionOn({ instructions, text }: Dockerfile, line: number): Instruction {
  const { start, end } = indexLines(text).line(line);
  const found = instructions.find(({ span }) => span.start <= end && start <= span.end);
  if (found === undefined) throw new Error(`no instruction stands on line ${line}`);
  return found;
}

function vulnerabilityOf(row: ScannedExample): Vulnerability {
  const { type, name, version = '' } = row;
  return {
    id: row.id ?? 'CVE-2025-0001',
    aliases: [],
    package: { name, type, version, purl: null, source: row.source ?? null, path: null },
    fixed: row.fixed ?? [],
    decision: row.decision ?? null,
    severity: row.severity ?? 'high',
    severities: [],
    cvss: null,
    epss: null,
    isKnownExploited: null,
    title: null,
    link: null,
    layer: null,
    instruction: null,
    silencedBy: null,
  };
}

function secretOf({ id = 'private-key', name, severity = 'high' }: ScannedExample): ReportedSecret {
  return { id, title: id, severity, path: name, lines: null, layer: null };
}
