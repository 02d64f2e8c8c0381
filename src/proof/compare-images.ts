import type { BuiltFile, BuiltImage } from './built-image.ts';
import { compareConfigs } from './compare-configs.ts';
import type { Declared, Difference } from './difference.ts';
import { isPathMeant } from './path-pattern.ts';
import { UNSTABLE_PATHS } from './unstable-paths.ts';

/** Folders that package managers write to: what they install is named by no list of files. */
const PACKAGE_PATHS: readonly string[] = [
  '/bin/**',
  '/etc/**',
  '/lib/**',
  '/lib64/**',
  '/opt/**',
  '/sbin/**',
  '/usr/**',
  '/var/cache/**',
  '/var/lib/**',
];

/**
 * In what two images differ, the configuration first, then files by path. What differs between two builds of
 * the same text anyway is left out.
 */
export function compareImages(
  before: BuiltImage,
  after: BuiltImage,
  declared: Declared,
): Difference[] {
  return [
    ...compareConfigs(before.config, after.config, declared.effects),
    ...compareFiles(before.files, after.files, declared),
  ];
}

type Files = BuiltImage['files'];

function compareFiles(before: Files, after: Files, declared: Declared): Difference[] {
  const patterns = declaredPatterns(declared);
  const paths = new Set([...before.keys(), ...after.keys()]);
  const differing = [...paths].filter((path) => !isSame(before.get(path), after.get(path)));
  return differing.sort().flatMap((path): Difference[] => {
    if (UNSTABLE_PATHS.some((pattern) => isPathMeant(pattern, path))) return [];
    return [
      {
        kind: 'file',
        name: path,
        ...describePair(before.get(path), after.get(path)),
        declared: patterns.some((pattern) => isPathMeant(pattern, path)),
      },
    ];
  });
}

function declaredPatterns({ effects, paths }: Declared): readonly string[] {
  // Another base brings another tree, of which nothing can be said beforehand.
  if (effects.includes('base')) return ['/**'];
  return effects.includes('packages') ? [...paths, ...PACKAGE_PATHS] : paths;
}

function isSame(a: BuiltFile | undefined, b: BuiltFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.type === b.type &&
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    a.content === b.content
  );
}

type Sides = Pick<Difference, 'before' | 'after'>;

/** Says only what differs, where the file is on both sides. */
function describePair(a: BuiltFile | undefined, b: BuiltFile | undefined): Sides {
  if (a === undefined || b === undefined) return { before: describe(a), after: describe(b) };
  if (a.type !== b.type) return { before: describe(a), after: describe(b) };
  const sides: [string, string][] = [];
  if (a.mode !== b.mode) sides.push([`mode ${octal(a.mode)}`, `mode ${octal(b.mode)}`]);
  if (a.uid !== b.uid || a.gid !== b.gid) {
    sides.push([`owner ${a.uid}:${a.gid}`, `owner ${b.uid}:${b.gid}`]);
  }
  if (a.content !== b.content) sides.push([contentOf(a), contentOf(b)]);
  return {
    before: sides.map(([side]) => side).join(', '),
    after: sides.map(([, side]) => side).join(', '),
  };
}

function describe(file: BuiltFile | undefined): string | null {
  if (file === undefined) return null;
  const owner = `${file.uid}:${file.gid}`;
  return `${file.type}, mode ${octal(file.mode)}, owner ${owner}`;
}

function contentOf({ type, size, content }: BuiltFile): string {
  return type === 'link' ? `link to ${content}` : `${size} bytes, sha256 ${content.slice(0, 12)}`;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
