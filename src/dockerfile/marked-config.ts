import type { ImageConfig } from './image-config.ts';

/**
 * A mark never stands in a file's own text: both characters are for private use (Unicode, 23.5). So a
 * variable that is not known never equals a text that looks like one, such as `\$HOME`.
 */
export function mark(text: string): string {
  return `\uE000${text}\uE001`;
}

export function beginsWithMark(text: string): boolean {
  return text.startsWith('\uE000');
}

const TWINS = new WeakMap<ImageConfig, () => ImageConfig>();

/** Remembers how to get the same configuration with marks; it is made when two are compared. */
export function rememberTwin(config: ImageConfig, twin: () => ImageConfig): void {
  TWINS.set(config, twin);
}

/** The configuration with marks; null for one that did not come from a Dockerfile. */
export function markedTwin(config: ImageConfig): ImageConfig | null {
  return TWINS.get(config)?.() ?? null;
}
