import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import { shown } from '../dockerfile/shown-text.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { stageChain } from './base-image.ts';
import { isWholeContext } from './build-context.ts';
import type { Copy } from './copies.ts';
import { startedCommands } from './non-root/started-commands.ts';
import type { Facts } from './rule.ts';
import { isWithin } from './shipped-stages.ts';

/** Commands that write beside the sources: dependencies, and what is built. */
const BUILDS =
  /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:install|i|ci|add|build|generate|compile)\b|\byarn\s*(?:$|&&)|\b(?:bundle|composer)\s+install\b|\bnext\s+build\b/;

/** Servers for development, which write caches and what they compile beside the sources. */
const DEVELOPS =
  /^(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:dev|watch|develop)\b|(?:npx )?(?:next|nuxt|astro|remix) dev\b|(?:npx )?vite(?: dev| serve|$)|gatsby develop\b|ng serve\b)/;

/** Who writes into the directory that a COPY of the whole context fills. */
export interface UserWrite {
  /** Absolute, of the directory. */
  readonly directory: string;
  /** For a person: `` line 6 (`npm ci`) ``. */
  readonly by: string;
  /** Something before gives the directory itself to somebody: COPY leaves what is there as it is. */
  readonly isGiven: boolean;
}

/** The first that writes there as the same user; null for none, and where only single files are copied. */
export function userWrite(dockerfile: Dockerfile, facts: Facts, copy: Copy): UserWrite | null {
  const { instruction, sources, destination, stage, from } = copy;
  const { user, workdir } = facts.before(instruction);
  if (from !== null || !sources.some(({ path }) => isWholeContext(path))) return null;
  if (workdir === null || workdir === 'unknown' || destination.path.includes('$')) return null;
  const directory = resolveDirectory(workdir, destination.path, false).replace(/(.)\/+$/, '$1');
  if (directory === '/') return null;
  const by =
    laterRun(dockerfile, facts, copy, user, directory) ?? server(facts, copy, user, directory);
  if (by === null) return null;
  const name = (directory.split('/').at(-1) ?? '').replace(/[^\w-]/g, '.');
  const gives = new RegExp(
    `\\bchown\\b[^\\n]{0,200}(?:${name}|\\s\\.)(?:\\s|$)|\\binstall\\b[^\\n]{0,99} -o`,
  );
  const isGiven = stage.instructions.some(
    (each) => isBefore(each, instruction) && each.keyword === 'RUN' && gives.test(each.body.text),
  );
  return { directory, by, isGiven };
}

function isBefore(a: Instruction, b: Instruction): boolean {
  return a.span.start < b.span.start;
}

function laterRun(
  { text }: Dockerfile,
  facts: Facts,
  { instruction, stage }: Copy,
  user: string | null,
  directory: string,
): string | null {
  for (const run of stage.instructions) {
    if (run.keyword !== 'RUN' || !isBefore(instruction, run)) continue;
    const { user: own, workdir } = facts.before(run);
    const isThere = workdir !== null && workdir !== 'unknown' && isWithin(workdir, directory);
    const command = BUILDS.exec(run.body.text)?.[0];
    if (own !== user || !isThere || command === undefined || /\bcd\s/.test(run.body.text)) continue;
    return `line ${indexLines(text).position(run.span.start).line} (\`${command.trim()}\`)`;
  }
  return null;
}

/** What starts in the last stage, as long as that is the stage of the copy. */
function server(
  facts: Facts,
  { stage }: Copy,
  user: string | null,
  directory: string,
): string | null {
  const { user: own, workdir } = facts.result(stage);
  if (own !== user || workdir === null || workdir === 'unknown') return null;
  if (!isWithin(workdir, directory)) return null;
  const found = startedCommands(facts, stageChain(stage)).find(({ text }) => DEVELOPS.test(text));
  return found === undefined ? null : shown(found.text);
}
