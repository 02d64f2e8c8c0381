import type { StageCommand } from '../stage-runs.ts';
import type { NodePackage } from '../../node-package.ts';

const MANAGERS = new Set(['npm', 'yarn', 'pnpm']);
const COMPILERS = new Set([
  'tsc',
  'tsup',
  'esbuild',
  'webpack',
  'vite',
  'rollup',
  'nest',
  'next',
  'nuxt',
  'swc',
  'ng',
]);
const BUILD_SCRIPT = /^(?:build|compile|bundle|prod|dist)(?:$|[:.-])/;
/** Compilers that write into one folder, perhaps emptied before. */
const ONE_FOLDER =
  /^(?:(?:rimraf|rm -rf|del-cli) [\w./-]+ && )?(?:(?:run|exec) )?(?:tsc|nest build|next build|nuxt build|vite build|react-scripts build|tsup|esbuild)(?: [^&|;]*)?$/;
/** Compilers and headers that native modules are built with. */
const BUILD_PACKAGES =
  /^(?:python3?(?:-dev)?|make|g\+\+|gcc|build-base|build-essential|musl-dev|linux-headers|-.*|update|install|add|&&)$/;

export function isInstall({ name, args }: StageCommand): boolean {
  if (!MANAGERS.has(name)) return false;
  const [action, ...others] = args.filter((word) => !word.startsWith('-'));
  return (
    (action === undefined && name === 'yarn') ||
    (/^(?:ci|i|install)$/.test(action ?? '') && others.length === 0)
  );
}

export function isBuild({ name, args }: StageCommand): boolean {
  const words = args.filter((word) => !word.startsWith('-'));
  if (name === 'npx') return COMPILERS.has(words[0] ?? '');
  if (!MANAGERS.has(name)) return COMPILERS.has(name);
  const [first = '', second = ''] = words;
  const script = first === 'run' || first === 'run-script' || first === 'exec' ? second : first;
  return first !== 'install' && (BUILD_SCRIPT.test(script) || COMPILERS.has(script));
}

/** Whether a build writes one folder and no other, as far as its script shows. */
export function isSimpleBuild(one: StageCommand, project: NodePackage | null): boolean {
  if (!isBuild(one)) return true;
  const script = one.args.find((word) => project?.scripts.has(word));
  const text = script === undefined ? one.args.join(' ') : (project?.scripts.get(script) ?? '');
  const hooks = script === undefined ? [] : [`pre${script}`, `post${script}`];
  return ONE_FOLDER.test(text) && !hooks.some((hook) => project?.scripts.has(hook));
}

/** Builds, and what only serves them: build tools of native modules, a package manager. */
export function isForBuild(one: StageCommand): boolean {
  if (isInstall(one) || isBuild(one) || one.name === 'corepack') return true;
  if (one.name === 'apk' || one.name === 'apt-get') {
    return one.args.every((word) => BUILD_PACKAGES.test(word));
  }
  const isCleaning = one.args.includes('cache') && MANAGERS.has(one.name);
  const isManager =
    one.name === 'npm' && one.args.some((word) => /^(?:npm|pnpm|yarn)(?:@|$)/.test(word));
  return isCleaning || isManager;
}
