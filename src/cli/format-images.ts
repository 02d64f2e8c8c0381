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
  const { path, line } = image.definedAt;
  const place = path === undefined ? `line ${line}` : `${printableLine(path)}:${line}`;
  const overrides = image.overrides.map((override) => {
    const passed = printableLine(`${override.name}=${override.value}`);
    return `; ${printableLine(override.path)}:${override.line} passes ${passed}`;
  });
  return ` = ${printableLine(image.resolved)} ${colors.dim(`(from ${place}${overrides.join('')})`)}`;
}
