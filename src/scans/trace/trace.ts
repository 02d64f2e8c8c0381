import type { Dockerfile } from '../../dockerfile/model.ts';
import type { Vulnerability } from '../../findings/scan-report.ts';
import type {
  Cause,
  Certainty,
  TracedSecret,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import type { MatchedScan } from '../matched-scan.ts';
import type { MergedVulnerability } from '../merged-scan.ts';
import type { TraceContext } from '../trace-context.ts';
import { askedPackage, baseCause, instructionCause } from './causes.ts';
import { inferCause } from './infer-cause.ts';
import type { LayerOwner } from './layers.ts';
import { isCuredBy } from './raised-version.ts';
import { traceSecrets } from './trace-secrets.ts';
import { traceWorld } from './trace-world.ts';
import type { TraceWorld } from './trace-world.ts';

export interface TraceOutcome {
  /** In the order of the scans and of what they found. */
  readonly vulnerabilities: readonly TracedVulnerability[];
  readonly secrets: readonly TracedSecret[];
  /** What could not be traced, and what no longer concerns the file, each a clause for a person. */
  readonly notices: readonly string[];
}

/** Why a finding has no cause in the file. */
type Untraced = keyof typeof WHY;

const WHY = {
  base: 'came with another base image than the file names now',
  instruction: 'came with an instruction that the file does not have',
  version: 'are of versions that the file no longer asks for',
  nothing: 'cannot be traced to any line',
} as const;

/**
 * Traces what scanners found in images to the lines of their Dockerfile, which may have been edited since the scans
 * were matched with it: what an edit has taken away has no cause any more, and is counted in a notice.
 */
export function traceScans(
  dockerfile: Dockerfile,
  scans: readonly MatchedScan[],
  context: TraceContext,
): TraceOutcome {
  const vulnerabilities: TracedVulnerability[] = [];
  const secrets: TracedSecret[] = [];
  const notices: string[] = [];
  for (const matched of scans) {
    const world = traceWorld(dockerfile, matched, context);
    const { target } = matched.scan;
    if (world === null) {
      notices.push(`nothing of ${target.name} can be traced, because the file has no stage`);
      continue;
    }
    if (world.layers.notice !== null) notices.push(world.layers.notice);
    const untraced = new Map<Untraced, number>();
    const miss = (why: Untraced): void => {
      untraced.set(why, (untraced.get(why) ?? 0) + 1);
    };
    vulnerabilities.push(...traceVulnerabilities(world, matched, miss));
    secrets.push(
      ...traceSecrets(world, matched, () => {
        miss('nothing');
      }),
    );
    for (const [why, count] of untraced) {
      notices.push(`${count} findings in ${target.name} ${WHY[why]}`);
    }
  }
  return { vulnerabilities, secrets, notices };
}

function traceVulnerabilities(
  world: TraceWorld,
  matched: MatchedScan,
  miss: (why: Untraced) => void,
): TracedVulnerability[] {
  const { target, vulnerabilities } = matched.scan;
  const origins = new Map<string, Origin>();
  const traced: TracedVulnerability[] = [];
  const byId = new Map<string, number[]>();
  const sure = sureLayers(vulnerabilities);
  for (const merged of vulnerabilities) {
    const { witnesses, silencedBy } = merged;
    const vulnerability = withType(world, merged.vulnerability);
    const key = placeKey(vulnerability);
    const origin = origins.get(key) ?? originOf(world, matched, vulnerability, sure);
    origins.set(key, origin);
    const { cause } = origin;
    const why = isCuredBy(origin.asked, vulnerability) ? 'version' : cause;
    if (typeof why === 'string') miss(why);
    if (typeof why === 'string' || typeof cause === 'string') continue;
    const alike = byId.get(vulnerability.id);
    const index = alike?.find((one) => isSame(traced[one], vulnerability, cause));
    const known = index === undefined ? undefined : traced[index];
    if (index !== undefined && known !== undefined) {
      traced[index] = joined(known, merged);
      continue;
    }
    if (alike === undefined) byId.set(vulnerability.id, [traced.length]);
    else alike.push(traced.length);
    const paths = pathsOf(merged);
    traced.push({ vulnerability, paths, witnesses, image: target.name, cause, silencedBy });
  }
  return traced;
}

/** Trivy's SARIF tells no kind of a package; a command that asks for it by name does. */
function withType({ installs }: TraceWorld, vulnerability: Vulnerability): Vulnerability {
  const { package: reported } = vulnerability;
  if (reported.type !== null) return vulnerability;
  const type = askedPackage(installs, reported)?.install.type ?? null;
  return type === null ? vulnerability : { ...vulnerability, package: { ...reported, type } };
}

/** True for the same advisory of the same package that the same instruction brought. */
function isSame(
  known: TracedVulnerability | undefined,
  { package: one }: Vulnerability,
  cause: Cause,
): boolean {
  if (known === undefined || lineOf(known.cause) !== lineOf(cause)) return false;
  const { name, version, type } = known.vulnerability.package;
  return name === one.name && version === one.version && type === one.type;
}

/** Offset of the instruction. */
function lineOf(cause: Cause): number {
  return cause.kind === 'base' ? cause.span.start : cause.instruction.span.start;
}

function pathsOf({ vulnerability, paths }: MergedVulnerability): readonly string[] {
  const { path } = vulnerability.package;
  return paths.length > 0 || path === null ? paths : [path];
}

/** The same package of the same line, found in another layer or place. */
function joined(known: TracedVulnerability, more: MergedVulnerability): TracedVulnerability {
  return {
    ...known,
    paths: [...new Set([...known.paths, ...more.paths])],
    witnesses: [...new Set([...known.witnesses, ...more.witnesses])],
    silencedBy: known.silencedBy ?? more.silencedBy,
  };
}

/** Advisories of one package in one place have one cause. */
function placeKey({ package: reported, layer, instruction }: Vulnerability): string {
  const { type, name, version, path } = reported;
  return `${name}\t${version}\t${type ?? ''}\t${path ?? ''}\t${layer ?? ''}\t${instruction ?? ''}`;
}

interface Origin {
  readonly cause: Cause | Untraced;
  /** The version that the file asks for, where the package is the file's own. */
  readonly asked: string | null;
}

function originOf(
  world: TraceWorld,
  matched: MatchedScan,
  vulnerability: Vulnerability,
  sure: ReadonlyMap<string, string>,
): Origin {
  const base = (certainty: Certainty): Origin => {
    return { cause: keptBase(world, baseCause(world, certainty)), asked: null };
  };
  if (matched.role === 'base') return base('packages');
  const { package: reported, instruction: hint } = vulnerability;
  const isShared = isDatabase(reported.path);
  const layer = (isShared ? sure.get(packageKey(vulnerability)) : null) ?? vulnerability.layer;
  const owner = ownerOf(world, layer);
  if (owner.kind === 'base') return base('layer');
  const asking = askedPackage(world.installs, reported);
  // Of a language's package there may be several, and the command asks for one of them.
  const isOnly = SYSTEM_TYPES.includes(reported.type ?? '') || owner.kind !== 'instruction';
  const isAsking = isOnly || asking?.install.instruction === owner.instruction;
  const asked = isAsking ? (asking?.version ?? null) : null;
  // A database of packages lies in the layer that wrote it last, whichever layer brought the package.
  const isLast = isShared && layer === vulnerability.layer;
  if (owner.kind === 'instruction' && !(isLast && owner.instruction.keyword === 'RUN')) {
    const cause = instructionCause(world, owner.instruction, reported, 'layer');
    if (cause !== null) return { cause, asked };
  }
  if (owner.kind === 'gone' && asking === null) return { cause: 'instruction', asked };
  const mayBeBase = owner.kind === 'unknown' || owner.kind === 'instruction';
  const cause = inferCause(world, { reported, mayBeBase, hint });
  return { cause: cause === null ? 'nothing' : keptBase(world, cause), asked };
}

function ownerOf({ layers }: TraceWorld, layer: string | null): LayerOwner {
  return layer === null ? { kind: 'unknown' } : layers.ownerOf(layer);
}

function keptBase(world: TraceWorld, cause: Cause | null): Cause | Untraced {
  if (cause === null) return 'nothing';
  return cause.kind === 'base' && !world.isBaseSame ? 'base' : cause;
}

/** Files that hold all packages of a distribution. */
const DATABASE =
  /(?:^|\/)(?:lib\/apk\/db\/installed|var\/lib\/dpkg\/status|rpm\/(?:Packages(?:\.db)?|rpmdb\.sqlite))$/;

function isDatabase(path: string | null): boolean {
  return path !== null && DATABASE.test(path);
}

/** The layers of packages that another scanner places without the database. */
function sureLayers(all: readonly MergedVulnerability[]): ReadonlyMap<string, string> {
  const layers = new Map<string, string>();
  if (!all.some(({ vulnerability }) => isDatabase(vulnerability.package.path))) return layers;
  for (const { vulnerability } of all) {
    const { layer, package: reported } = vulnerability;
    if (layer === null || isDatabase(reported.path)) continue;
    layers.set(packageKey(vulnerability), layer);
  }
  return layers;
}

function packageKey({ package: { type, name, version } }: Vulnerability): string {
  return `${type ?? ''}\t${name}\t${version}`;
}
