import type { Aliases } from './rule.ts';

/** A tool whose ids our rules carry as aliases. */
export type ToolName = keyof Aliases;

/** In the order in which their ids are listed. */
export const TOOLS: readonly ToolName[] = [
  'hadolint',
  'trivy',
  'checkov',
  'kics',
  'buildkit',
  'dockle',
  'sonar',
  'semgrep',
];

/** All ids of other tools, each spelling once. */
export function aliasList(aliases: Aliases): string[] {
  return [...new Set(TOOLS.flatMap((tool) => aliases[tool] ?? []))];
}

/** True when one of the aliases is the tool's id, in whichever of the spellings that the tool knows. */
export function matchesAlias(aliases: Aliases, tool: ToolName, id: string): boolean {
  const wanted = normalizeId(tool, id);
  return (aliases[tool] ?? []).some((alias) => normalizeId(tool, alias) === wanted);
}

/** One spelling for ids that mean the same; for comparison, never for print. */
export function normalizeId(tool: ToolName, id: string): string {
  return NORMAL[tool](id.trim().toLowerCase());
}

const NORMAL: Readonly<Record<ToolName, (id: string) => string>> = {
  hadolint: asItIs,
  trivy: normalizeTrivy,
  checkov: asItIs,
  kics: normalizeTitle,
  buildkit: asItIs,
  dockle: normalizeTitle,
  sonar: (id) => id.slice(id.lastIndexOf(':') + 1),
  semgrep: (id) => id.slice(id.lastIndexOf('.') + 1),
};

function asItIs(id: string): string {
  return id;
}

/** `AVD-DS-0002`, `DS-0002`, `DS0002` and `DS002` are one check (trivy-checks, `aliases` of each check). */
function normalizeTrivy(id: string): string {
  const match = /^(?:avd-)?ds-?(\d{1,4})$/.exec(id);
  return match === null ? id : `ds-${Number(match[1])}`;
}

/** `Add_instead-of copy` and `ADD instead of COPY`; UUIDs keep their digits and letters. */
function normalizeTitle(id: string): string {
  return id.replace(/[^a-z0-9]+/g, ' ').trim();
}
