import { builtStage } from '../trace/shipped-chain.ts';
import type { KnownDockerfile } from './match-context.ts';

/** The image at the bottom of a stage, null for the last one; null when it cannot be told, and for `scratch`. */
export function baseOf(
  { dockerfile, uses }: KnownDockerfile,
  target: string | null,
): string | null {
  let stage = builtStage(dockerfile, target);
  while (stage?.parent) stage = stage.parent;
  const index = stage?.index;
  return uses.find((use) => use.role === 'base' && use.stage === index)?.resolved ?? null;
}
