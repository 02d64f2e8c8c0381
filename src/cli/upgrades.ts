import { existsSync } from 'node:fs';
import { imageUses } from '../dockerfile/image-uses.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { parseReference } from '../image/reference.ts';
import type { SourceFile } from '../remediation/check-context.ts';
import { addEvidence } from '../upgrades/add-evidence.ts';
import { planUpgrades } from '../upgrades/plan.ts';
import { plannedUses, useKey } from '../upgrades/planned-use.ts';
import type { PlannedUse } from '../upgrades/planned-use.ts';
import { upgradePolicy } from '../upgrades/policy.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { formatUpgradesJson, formatUpgradesText } from './format-upgrades.ts';
import { openImageRegistry } from './image-registry.ts';
import { findInputs, readInput } from './inputs.ts';
import { readLimitsAround } from './limit-files.ts';
import { openProject, today } from './project.ts';
import type { UpgradeRow } from './results.ts';
import { complain, outputColors, print } from './terminal.ts';

export interface UpgradesOptions {
  readonly format: 'text' | 'json';
  readonly offline: boolean;
  readonly evidence: boolean;
}

/** `seaworthy upgrades`: what each image should become, or one that is named. */
export async function runUpgrades(
  words: readonly string[],
  options: UpgradesOptions,
): Promise<ExitCode> {
  const { config } = await openProject();
  const { paths, references } = splitWords(words);
  const inputs = findInputs(paths, config.paths.exclude);
  const errors = [...inputs.errors];
  const sources: SourceFile[] = [];
  for (const path of inputs.paths) {
    const source = readInput(path);
    if ('error' in source) errors.push(source.error);
    else sources.push(source);
  }
  for (const message of [...inputs.notices, ...errors]) complain(`seaworthy: ${message}`);
  const files = sources.map(({ path, text }) => ({ path, dockerfile: parseDockerfile(text) }));
  const uses = [
    ...files.flatMap(({ path, dockerfile }) => plannedUses(path, dockerfile)),
    ...references.map(namedUse),
  ];
  const registry = await openImageRegistry(options);
  const limits = readLimitsAround(sources.map(({ path }) => path));
  const dockerfiles = new Map(files.map(({ path, dockerfile }) => [path, dockerfile]));
  const policy = upgradePolicy(config.posture, config.upgrades);
  const plan = await planUpgrades(uses, { registry, policy, limits, today: today(), dockerfiles });
  const outlooks = options.evidence
    ? await addEvidence(plan.outlooks, uses, registry)
    : plan.outlooks;
  const rows = rowsOf(uses, outlooks, dockerfiles);
  print(
    options.format === 'json' ? formatUpgradesJson(rows) : formatUpgradesText(rows, outputColors()),
  );
  if (errors.length > 0) return 2;
  return rows.some(({ outlook }) => outlook.chosen !== null) ? 1 : 0;
}

/** What is there on disk is a path; anything else has to be the name of an image. */
function splitWords(words: readonly string[]): {
  readonly paths: readonly string[];
  readonly references: readonly string[];
} {
  const paths = words.filter((word) => existsSync(word));
  const references = words.filter((word) => !existsSync(word));
  for (const word of references) {
    if (parseReference(word) !== null) continue;
    throw new UsageError(`${word}: there is no such file, and it is no name of an image`);
  }
  return { paths, references };
}

/** An image that no file uses stands in a file without a name. */
function namedUse(reference: string): PlannedUse {
  return { path: '', reference, role: 'base', isWritten: true, stage: null, platform: null };
}

/** One row for each image with the same outlook, in the order of the files. */
function rowsOf(
  uses: readonly PlannedUse[],
  outlooks: ReadonlyMap<string, UpgradeRow['outlook']>,
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): UpgradeRow[] {
  const lines = new Map([...dockerfiles].map(([path, file]) => [path, linesOf(file)]));
  const rows = new Map<string, { outlook: UpgradeRow['outlook']; places: Place[] }>();
  const distinct = new Map(uses.map((use) => [useKey(use.path, use.reference), use]));
  for (const [key, { path, reference }] of distinct) {
    const outlook = outlooks.get(key);
    if (outlook === undefined) continue;
    const places = (lines.get(path)?.get(reference) ?? []).map((line) => ({ path, line }));
    const same = JSON.stringify(outlook);
    const row = rows.get(same);
    if (row === undefined) rows.set(same, { outlook, places });
    else row.places.push(...places);
  }
  return [...rows.values()];
}

type Place = UpgradeRow['places'][number];

function linesOf(dockerfile: Dockerfile): ReadonlyMap<string, number[]> {
  const lines = indexLines(dockerfile.text);
  const found = new Map<string, number[]>();
  for (const { resolved, span } of imageUses(dockerfile)) {
    if (resolved === null) continue;
    found.set(resolved, [...(found.get(resolved) ?? []), lines.position(span.start).line]);
  }
  return found;
}
