import type { Dockerfile } from '../dockerfile/model.ts';

/** A version of the Dockerfile syntax that `# syntax` names: its numbers, as many as there are. */
export interface SyntaxVersion {
  readonly written: string;
  readonly major: number;
  /** Null where the line follows the newest of the major version, as `docker/dockerfile:1` does. */
  readonly minor: number | null;
}

/**
 * The version in `# syntax=docker/dockerfile:VERSION`; null without such a line, and where it names no
 * version (https://docs.docker.com/build/buildkit/frontend/).
 */
export function syntaxVersion({ directives }: Dockerfile): SyntaxVersion | null {
  const written = directives.find(({ name }) => name === 'syntax')?.value ?? '';
  const match = /^(?:docker\.io\/)?docker\/dockerfile:(\d{1,3})(?:\.(\d{1,3}))?(?![\d])/.exec(
    written,
  );
  if (match === null) return null;
  const [, major = '', minor] = match;
  return { written, major: Number(major), minor: minor === undefined ? null : Number(minor) };
}

/** Whether the line pins a syntax that is older than 1.`minor`. */
export function isOlderSyntax({ major, minor }: SyntaxVersion, than: number): boolean {
  return major < 1 || (major === 1 && minor !== null && minor < than);
}
