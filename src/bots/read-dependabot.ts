import * as z from 'zod';
import { fitsWildcard } from '../findings/wildcard.ts';
import { familiarName, fullName } from '../image/reference.ts';
import type { ImageReference } from '../image/reference.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { plainValue } from '../yaml/yaml-tree.ts';
import { fitsGlob } from './fits-glob.ts';
import { LARGEST } from './other-bot.ts';
import type { BotReading, BotUse } from './other-bot.ts';

const ECOSYSTEM = 'docker';

/** The files of a folder that are looked at. */
const DOCKERFILE = /dockerfile|containerfile/i;

const dependency = z.object({ 'dependency-name': z.string().optional() });

const entry = z.object({
  'package-ecosystem': z.string(),
  directory: z.string().optional(),
  directories: z.array(z.string()).optional(),
  'exclude-paths': z.array(z.string()).optional(),
  'open-pull-requests-limit': z.number().optional(),
  allow: z.array(dependency).optional(),
  ignore: z
    .array(
      dependency.extend({
        versions: z.unknown().optional(),
        'update-types': z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

type Entry = z.infer<typeof entry>;

/** What decides about images (https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference). */
const schema = z.object({ version: z.literal(2), updates: z.array(z.unknown()) });

/**
 * Reads a configuration of Dependabot, which sees images of FROM alone, and none with a variable in it
 * (https://github.com/dependabot/dependabot-core/issues/2057). Never throws.
 */
export function readDependabot(file: string, text: string): BotReading {
  const outcome = readYaml(text.replace(/^\uFEFF/, ''), { largest: LARGEST, dialect: 'foreign' });
  if (!outcome.ok) return { kind: 'broken', problem: outcome.problem };
  const read = schema.safeParse(plainValue(outcome.root));
  if (!read.success) {
    return { kind: 'broken', problem: 'it does not have `version: 2` and a list of `updates`' };
  }
  const entries: Entry[] = [];
  for (const [index, one] of read.data.updates.entries()) {
    const known = entry.safeParse(one);
    if (known.success) entries.push(known.data);
    else
      return {
        kind: 'broken',
        problem: `\`updates.${index}\` is not of the kind that Dependabot takes`,
      };
  }
  const own = entries.filter(isActive);
  if (own.length === 0) return { kind: 'absent' };
  const covers = ({ path, image, isFrom, isWritten }: BotUse) =>
    isFrom &&
    isWritten &&
    own.some((one) => holdsFile(one, path) && movesImage(one, namesOf(image)));
  return { kind: 'bot', bot: { name: 'Dependabot', file, pinsDigests: false, covers } };
}

/** With room for no pull request there are only security updates, which images do not have. */
function isActive({
  'package-ecosystem': name,
  'open-pull-requests-limit': limit,
}: Entry): boolean {
  return name === ECOSYSTEM && limit !== 0;
}

/** Folders below are looked at only where a pattern names them. */
function holdsFile(
  { directory, directories = [], 'exclude-paths': excluded = [] }: Entry,
  path: string,
): boolean {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(slash, 0));
  if (!DOCKERFILE.test(path.slice(slash + 1))) return false;
  const isHere = [...(directory === undefined ? [] : [directory]), ...directories].some((pattern) =>
    isFolder(pattern, folder),
  );
  const within = folder === '' ? path : path.slice(slash + 1);
  return (
    isHere && excluded.every((one) => [path, within].every((name) => fitsGlob(one, name) === 'no'))
  );
}

function isFolder(pattern: string, folder: string): boolean {
  const wanted = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  if (wanted === folder) return true;
  // All folders from here on, this one included.
  return wanted === '**/*' || wanted === '**' || fitsGlob(wanted, folder) === 'yes';
}

/** Short, full, and without the registry, as Dependabot names images. */
function namesOf(image: ImageReference): readonly string[] {
  const full = fullName(image);
  return [familiarName(image), full, full.slice(full.indexOf('/') + 1)];
}

function movesImage({ allow = [], ignore = [] }: Entry, names: readonly string[]): boolean {
  const isNamed = ({ 'dependency-name': pattern = '*' }: z.infer<typeof dependency>) =>
    names.some((name) => fitsWildcard(pattern, name));
  if (allow.length > 0 && !allow.some(isNamed)) return false;
  return !ignore.filter(isNamed).some(ignoresMost);
}

/** Whoever ignores some versions, or major ones only, leaves the others to Dependabot. */
function ignoresMost({
  versions,
  'update-types': types,
}: NonNullable<Entry['ignore']>[number]): boolean {
  if (versions !== undefined) return false;
  return ['minor', 'patch'].every(
    (type) => types?.includes(`version-update:semver-${type}`) !== false,
  );
}
