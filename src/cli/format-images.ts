import { printableLine } from './printable.ts';
import type { ImagesResult } from './results.ts';
import type { Colors } from './terminal.ts';

/** DESIGN's JSON of `images`. */
export function formatImagesJson(result: ImagesResult): string {
  return `${JSON.stringify({ version: 1, files: result.files }, null, 2)}\n`;
}

/** One line an image: place, role, reference, and what it resolves to where that differs. */
export function formatImagesText(result: ImagesResult, colors: Colors): string {
  return result.files
    .flatMap(({ path, images }) =>
      images.map((image) => {
        const place = colors.dim(`${printableLine(path)}:${image.line}:${image.column}`);
        return `${place} ${image.role.padEnd(10)} ${printableLine(image.reference)}${outcome(image, colors)}\n`;
      }),
    )
    .join('');
}

function outcome(image: ImagesResult['files'][number]['images'][number], colors: Colors): string {
  if (image.unresolved !== null)
    return colors.yellow(` (not resolved: ${printableLine(image.unresolved)})`);
  if (image.resolved === null || image.resolved === image.reference) return '';
  return ` = ${printableLine(image.resolved)} ${colors.dim(`(from line ${image.definedAt.line})`)}`;
}
