import { baseName } from '../../findings/copies.ts';
import type { ReportedPackage, ReportedSecret } from '../../findings/scan-report.ts';
import { isSecretName } from '../../findings/secret-names.ts';
import type { Cause, SecretCause, TracedSecret } from '../../findings/traced-vulnerability.ts';
import type { MatchedScan } from '../matched-scan.ts';
import { baseCause, instructionCause } from './causes.ts';
import { knownPath } from './context-file.ts';
import { copiedPath } from './copied-path.ts';
import type { TraceWorld } from './trace-world.ts';

/** Traces the secrets of one image; `miss` is called for each that leads nowhere. */
export function traceSecrets(
  world: TraceWorld,
  matched: MatchedScan,
  miss: () => void,
): TracedSecret[] {
  const traced: TracedSecret[] = [];
  for (const { secret, witnesses, silencedBy } of matched.scan.secrets) {
    const cause = secretCause(world, matched, secret);
    if (cause === null) miss();
    else traced.push({ secret, witnesses, image: matched.scan.target.name, cause, silencedBy });
  }
  return traced;
}

function secretCause(
  world: TraceWorld,
  matched: MatchedScan,
  secret: ReportedSecret,
): SecretCause | null {
  const base = (certainty: 'layer' | 'inferred'): SecretCause | null =>
    world.isBaseSame ? baseCause(world, certainty) : null;
  if (matched.role === 'base') return base('layer');
  if (secret.path === null) return settingCause(world, secret);
  const reported = asPackage(secret.path);
  const owner = secret.layer === null ? null : world.layers.ownerOf(secret.layer);
  if (owner?.kind === 'base') return base('layer');
  if (owner?.kind === 'gone') return null;
  const place = `/${secret.path}`;
  if (owner?.kind === 'instruction') {
    return withFile(world, instructionCause(world, owner.instruction, reported, 'layer'), place);
  }
  const copy = world.copies.findLast((one) => copiedPath(world.dockerfile, one, place) !== null);
  if (copy !== undefined) {
    return withFile(world, instructionCause(world, copy.instruction, reported, 'inferred'), place);
  }
  return owner?.kind === 'own' ? null : base('inferred');
}

/** The file of the build context that holds the secret. */
function withFile(world: TraceWorld, cause: Cause | null, place: string): Cause | null {
  if (cause?.kind !== 'copy') return cause;
  const copy = world.copies.find(({ instruction }) => instruction === cause.instruction);
  if (copy === undefined || copy.from !== null) return cause;
  const path = copiedPath(world.dockerfile, copy, place)?.path ?? null;
  return { ...cause, file: path === null ? null : (knownPath(path, world.lookup) ?? path) };
}

/** The file that holds the secret, for those who look for what brings a file. */
function asPackage(path: string): ReportedPackage {
  return { name: baseName(path), type: null, version: '', purl: null, source: null, path };
}

/** The only ENV, ARG or LABEL with the name of a secret, or the only one whose name is that of the rule. */
function settingCause(world: TraceWorld, { id, title }: ReportedSecret): SecretCause | null {
  const settings = world.chain.flatMap(({ instruction, stage }) =>
    instruction.pairs
      .filter(({ key, value }) => value !== null && isSecretName(key.text))
      .map(({ key }) => ({ instruction, stage, key })),
  );
  const words = `${id} ${title}`
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const likely = settings.filter(({ key }) => {
    const parts = key.text.toLowerCase().split(/[^a-z0-9]+/);
    return words.some((word) => parts.includes(word) && !COMMON_WORDS.has(word));
  });
  const [first, ...others] = likely.length > 0 ? likely : settings;
  const isOne = others.every(({ instruction }) => instruction === first?.instruction);
  if (first === undefined || !isOne) return null;
  const { instruction, stage, key } = first;
  const span = others.length === 0 ? key.span : instruction.span;
  return { kind: 'setting', instruction, stage, span, certainty: 'inferred' };
}

const COMMON_WORDS = new Set(['key', 'token', 'secret', 'password', 'api', 'access', 'private']);
