const EXTENSIONS = ['.json', '.jsonc', '.json5'];

/** As Renovate looks for them: the first that is there counts (https://docs.renovatebot.com/configuration-options/). */
export const RENOVATE_FILES: readonly string[] = [
  ...['', '.github/', '.gitlab/'].flatMap((folder) =>
    EXTENSIONS.map((extension) => `${folder}renovate${extension}`),
  ),
  '.renovaterc',
  ...EXTENSIONS.map((extension) => `.renovaterc${extension}`),
  'package.json',
];

/** Where GitHub looks for what Dependabot does (https://docs.github.com/en/code-security/dependabot). */
export const DEPENDABOT_FILES: readonly string[] = [
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
];

const ALL = new Set([...RENOVATE_FILES, ...DEPENDABOT_FILES]);

/** True for the files that tell what other bots do. */
export function isBotFile(path: string): boolean {
  return ALL.has(path);
}
