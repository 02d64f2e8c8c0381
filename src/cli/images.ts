import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { parseReference } from '../image/reference.ts';
import type { ExitCode } from './exit.ts';
import { formatImagesJson, formatImagesText } from './format-images.ts';
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
  for (const path of inputs.paths) {
    const source = readInput(path);
    if ('error' in source) errors.push(source.error);
    else files.push({ path: source.path, images: readImages(source.text) });
  }
  for (const message of [...inputs.notices, ...errors]) complain(`seaworthy: ${message}`);
  const result = { files };
  print(
    options.format === 'json' ? formatImagesJson(result) : formatImagesText(result, outputColors()),
  );
  return errors.length > 0 ? 2 : 0;
}

function readImages(text: string): ImageRow[] {
  const lines = indexLines(text);
  return imageUses(parseDockerfile(text)).map((use) => describe(use, lines));
}

function describe(use: ImageUse, lines: ReturnType<typeof indexLines>): ImageRow {
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
    definedAt: { line: lines.position(use.definedAt.span.start).line },
    unresolved: isInvalid ? 'it is not a valid image reference' : use.unresolved,
  };
}
