import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { LineIndex } from '../dockerfile/line-index.ts';
import type { Instruction } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { parseReference } from '../image/reference.ts';
import type { SourceFile } from '../remediation/check-context.ts';
import type { ExitCode } from './exit.ts';
import { formatImagesJson, formatImagesText } from './format-images.ts';
import { openGivenValues } from './given-values.ts';
import type { GivenValues } from './given-values.ts';
import { findInputs, readInput } from './inputs.ts';
import { openProject } from './project.ts';
import type { ImageRow, ImagesResult } from './results.ts';
import { complain, outputColors, print } from './terminal.ts';

/** `seaworthy images`: every external image that the Dockerfiles use. */
export async function runImages(
  paths: readonly string[],
  options: { readonly format: 'text' | 'json' },
): Promise<ExitCode> {
  const { config } = await openProject();
  const inputs = findInputs(paths, config.paths.exclude);
  const errors = [...inputs.errors];
  const files: ImagesResult['files'][number][] = [];
  const given = openGivenValues(paths, config.paths.exclude);
  for (const path of inputs.paths) {
    const source = readInput(path);
    if ('error' in source) errors.push(source.error);
    else files.push({ path: source.path, images: await readImages(source, given) });
  }
  for (const message of [...inputs.notices, ...given.notices, ...errors])
    complain(`seaworthy: ${message}`);
  const result = { files };
  print(
    options.format === 'json' ? formatImagesJson(result) : formatImagesText(result, outputColors()),
  );
  return errors.length > 0 ? 2 : 0;
}

async function readImages({ path, text }: SourceFile, given: GivenValues): Promise<ImageRow[]> {
  const lines = indexLines(text);
  const dockerfile = parseDockerfile(text);
  // Only FROM puts variables into names, and only these ones.
  const hasGlobals = dockerfile.instructions.some(isGlobalArgument);
  const uses = hasGlobals ? imageUses(dockerfile, await given.of(path)) : imageUses(dockerfile);
  return uses.map((use) => describe(use, lines));
}

function isGlobalArgument({ keyword, stage }: Instruction): boolean {
  return keyword === 'ARG' && stage === null;
}

function definitionOf(
  { definedAt: { span, given } }: ImageUse,
  lines: LineIndex,
): ImageRow['definedAt'] {
  const [place] = given;
  if (place !== undefined) return { path: place.path, line: place.line };
  return { line: lines.position(span.start).line };
}

function describe(use: ImageUse, lines: LineIndex): ImageRow {
  const parsed = use.resolved === null ? null : parseReference(use.resolved);
  const { line, column } = lines.position(use.span.start);
  const isInvalid = use.resolved !== null && parsed === null;
  return {
    reference: use.reference,
    resolved: use.resolved,
    registry: parsed?.registry ?? null,
    repository: parsed?.repository ?? null,
    tag: parsed?.tag ?? null,
    digest: parsed?.digest ?? null,
    role: use.role,
    stage: use.stage,
    line,
    column,
    definedAt: definitionOf(use, lines),
    overrides: use.overrides.map(({ name, value, places: [place] }) => {
      return { name, value, path: place.path, line: place.line };
    }),
    unresolved: isInvalid ? 'it is not a valid image reference' : use.unresolved,
  };
}
