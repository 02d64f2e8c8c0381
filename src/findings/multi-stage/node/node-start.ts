import type { NodePackage } from '../../node-package.ts';
import { joinPath } from '../paths.ts';
import type { PlainStart } from '../start-command.ts';

/** What the image starts in the end, behind scripts of package.json. */
export interface NodeStart {
  /** Absolute folder or file in which the program is. */
  readonly output: string;
  /** True when the output brings all that it needs. */
  readonly isWhole: boolean;
  /** The package whose command starts the program; null for `node` itself. */
  readonly needs: string | null;
  /** Absolute; where package.json and node_modules are. */
  readonly directory: string;
  readonly usesPackageManager: boolean;
}

const DEVELOPMENT =
  /\b(?:nodemon|ts-node(?:-dev)?|tsx|webpack-dev-server|vite(?! preview)|next dev|nuxt dev|react-scripts start|ng serve|nest start|babel-node|concurrently|npm-run-all|run-p|turbo|watch)\b|\b(?:npm|yarn|pnpm) (?:run )?(?:dev|build|watch)\b/;
/** Servers whose output folder is known. */
const SERVERS: Readonly<Record<string, string>> = { 'next start': '.next', 'vite preview': 'dist' };
const STATIC_SERVERS = new Set(['serve', 'http-server']);
const SHELL = /[;&|<>`$()]/;

/** `development` where the image builds or watches while it runs; null where it cannot be told. */
export function nodeStart(
  program: PlainStart,
  project: NodePackage | null,
): NodeStart | 'development' | null {
  const words = program.words.map((word) => word ?? '$');
  const direct = words.join(' ');
  if (DEVELOPMENT.test(direct)) return 'development';
  const script = scriptOf(program.name, words);
  if (script === null) return startOf(program, direct, false);
  const text = project?.scripts.get(script) ?? null;
  if (text === null) return null;
  const before = project?.scripts.get(`pre${script}`) ?? '';
  if (DEVELOPMENT.test(text) || /\bbuild\b|\btsc\b/.test(`${text} ${before}`)) return 'development';
  return before === '' && !SHELL.test(text) ? startOf(program, text, true) : null;
}

/** The script of `npm start`, `yarn start:prod`, `pnpm run serve`; null for another program. */
function scriptOf(name: string, words: readonly string[]): string | null {
  if (name !== 'npm' && name !== 'yarn' && name !== 'pnpm') return null;
  const [first = '', second = ''] = words.slice(1).filter((word) => !word.startsWith('-'));
  return first === 'run' || first === 'run-script' ? second : first;
}

function startOf(program: PlainStart, text: string, usesPackageManager: boolean): NodeStart | null {
  const words = text
    .replace(/^(?:[A-Z_]+=\S+ |cross-env (?:[A-Z_]+=\S+ )*)+/, '')
    .trim()
    .split(/\s+/);
  const needsCrossEnv = /^cross-env /.test(text) ? 'cross-env' : null;
  const [first = '', ...others] = words[0] === 'npx' ? words.slice(1) : words;
  const base = { directory: program.directory, usesPackageManager };
  const operand = others.find((word) => !word.startsWith('-'));
  if (first === 'node' || first.endsWith('/node')) {
    if (operand === undefined || !/^[\w.@/-]+$/.test(operand)) return null;
    const path = joinPath(program.directory, operand);
    const whole = wholeFolder(path);
    if (whole !== null) return { ...base, output: whole, isWhole: true, needs: null };
    return {
      ...base,
      output: topOf(program.directory, path),
      isWhole: false,
      needs: needsCrossEnv,
    };
  }
  const server = Object.keys(SERVERS).find((one) => `${first} ${operand ?? ''}` === one);
  const folder = server === undefined ? null : SERVERS[server];
  const served = STATIC_SERVERS.has(first) ? operand : undefined;
  const output = folder ?? served ?? null;
  if (output === null || !/^[\w./-]+$/.test(output)) return null;
  return { ...base, output: joinPath(program.directory, output), isWhole: false, needs: first };
}

/** Next.js' standalone output and Nitro's bring their own modules along. */
function wholeFolder(path: string): string | null {
  return /^.*\/(?:\.next\/standalone|\.output)(?=\/)/.exec(path)?.[0] ?? null;
}

/** `dist` of `dist/src/main.js`: what the build writes may need its neighbours. */
function topOf(directory: string, path: string): string {
  const prefix = directory === '/' ? '/' : `${directory}/`;
  if (!path.startsWith(prefix)) return path;
  const [top = ''] = path.slice(prefix.length).split('/');
  return `${prefix}${top}`;
}
