import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { parseReference } from '../image/reference.ts';
import { allowsVersion, rewriteVersion } from '../image/written-version.ts';
import { stageChain } from './base-image.ts';
import { baseName } from './copies.ts';
import { chosenFor } from './image-upgrade.ts';
import type { Facts } from './rule.ts';
import type { Vulnerability } from './scan-report.ts';
import type { Cause, TracedVulnerability } from './traced-vulnerability.ts';
import { fixOf, withoutFix } from './vulnerability-text.ts';

/** A line that brings files, or installs what a file of the build context lists. */
export type FileCause = Extract<Cause, { readonly kind: 'copy' | 'run' }>;

/** Files that list versions; any other one is the product of a build. */
const LISTS =
  /^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|Pipfile|pyproject\.toml|package\.json|npm-shrinkwrap\.json|[\w.-]*-lock\.(?:json|yaml)|bun\.lockb?|[\w.-]+\.lock|[\w.-]+\.lockfile|packages\.lock\.json|composer\.json|Gemfile|Cargo\.toml|go\.(?:mod|sum)|pom\.xml|build\.gradle(?:\.kts)?|[\w.-]+\.csproj|Package\.resolved|environment\.ya?ml)$/i;

/** No file that a person named is longer. */
const LONGEST = 200;

function isList(file: string): boolean {
  const name = baseName(file);
  return name.length <= LONGEST && LISTS.test(name);
}

/** What a person has to do outside the Dockerfile: one clause without a final dot. */
export function fileAdvice(
  dockerfile: Dockerfile,
  facts: Facts,
  traced: TracedVulnerability,
  cause: FileCause,
): string {
  const { vulnerability } = traced;
  const cure = fixOf(vulnerability);
  if (cure === null) return withoutFix(facts, vulnerability, cause.stage);
  if (cause.kind === 'run')
    return `${listAdvice(vulnerability, cure, cause.file)}, which this RUN installs from`;
  if (cause.from !== null)
    return stageAdvice(dockerfile, vulnerability, cure, cause.from, cause.file);
  return imageAdvice(dockerfile, facts, cause, cure) ?? contextAdvice(vulnerability, cure, cause);
}

function listAdvice(
  { package: { name } }: Vulnerability,
  cure: string,
  file: string | null,
): string {
  return `update ${name} to ${cure} in ${file ?? 'the list of its dependencies'}`;
}

function contextAdvice(
  vulnerability: Vulnerability,
  cure: string,
  { file, instruction }: FileCause,
): string {
  const how = instruction.keyword === 'ADD' ? 'adds' : 'copies';
  if (instruction.arguments.some(({ text }) => /^https?:\/\//.test(text))) {
    const isGuarded = instruction.flags.some(({ name }) => name === 'checksum');
    const together = isGuarded ? ', and its checksum along' : '';
    return `the address says which version this line adds: take ${partText(vulnerability)} ${cure} or newer${together}`;
  }
  if (file !== null && isList(file)) {
    return `${listAdvice(vulnerability, cure, file)}, which this line ${how}`;
  }
  const what = file ?? 'the program';
  return `${what}, which this line ${how}, has to be built with ${partText(vulnerability)} ${cure} or newer`;
}

/** The Go that a program is built with is a package `stdlib` to scanners. */
function partText({ package: { name } }: Vulnerability): string {
  return name === 'stdlib' ? 'Go' : name;
}

function stageAdvice(
  dockerfile: Dockerfile,
  vulnerability: Vulnerability,
  cure: string,
  from: string,
  file: string | null,
): string {
  const { name, type } = vulnerability.package;
  if (file !== null && isList(file)) {
    return `${listAdvice(vulnerability, cure, file)}, which stage ${from} installs from`;
  }
  if (type !== 'golang') return `stage ${from} brings it; take ${name} ${cure} or newer there`;
  if (name !== 'stdlib')
    return `update ${name} to ${cure} in the go.mod of what stage ${from} builds`;
  const stage = dockerfile.stages.find(
    (one) => one.name === from.toLowerCase() || `${one.index}` === from,
  );
  const builder = stage === undefined ? null : builderAdvice(dockerfile, stage, cure);
  const origin = `stage ${from} builds the program with Go ${vulnerability.package.version.replace(/^v/, '')}`;
  return `${origin}; ${builder ?? `build it with Go ${cure} or newer`}`;
}

/** Which tag of the builder's image has the Go release. */
function builderAdvice(dockerfile: Dockerfile, stage: Stage, cure: string): string | null {
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find(
    (one) => one.role === 'base' && one.stage === bottom?.index,
  );
  const resolved = use?.resolved ?? null;
  const image = resolved === null ? null : parseReference(resolved);
  const match = /^(\d+(?:\.\d+)*)(.*)$/.exec(image?.tag ?? '');
  if (image === null || match === null || baseName(image.repository) !== 'golang') return null;
  const [tag, version = '', after = ''] = match;
  const written = { style: 'prefix', before: '', version, after } as const;
  if (allowsVersion('golang', written, cure) === true) {
    return image.digest === null
      ? `a build that pulls ${image.written}:${tag} anew takes Go ${cure} or newer`
      : `take ${image.written}:${tag} with the digest that it has now, for Go ${cure} or newer`;
  }
  const next = rewriteVersion('golang', written, cure);
  return next === null ? null : `take ${image.written}:${next} there`;
}

/** For `COPY --from` of an image. */
function imageAdvice(
  dockerfile: Dockerfile,
  facts: Facts,
  { span }: FileCause,
  cure: string,
): string | null {
  const use = imageUses(dockerfile).find(
    (one) => one.role === 'copy-from' && span.start <= one.span.start && one.span.end <= span.end,
  );
  if (use === undefined) return null;
  const chosen = chosenFor({ dockerfile, facts, use });
  const next =
    chosen === null
      ? `a newer build of it with ${cure} is what helps`
      : `the one to take next is ${chosen.reference}, and a scan of it tells whether it has ${cure}`;
  return `it comes with the image ${use.resolved ?? use.reference}; ${next}`;
}
