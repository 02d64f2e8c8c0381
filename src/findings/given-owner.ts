import { hasOption, operands } from '../dockerfile/command-line.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { contains } from '../dockerfile/span.ts';
import type { Span } from '../dockerfile/span.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';
import { isWithin } from './shipped-stages.ts';

/** A `chown` that gives files to one user. */
export interface GivenOwner {
  readonly user: string;
  /** Null where the group is not named; empty for the user's own, as in `app:`. */
  readonly group: string | null;
  /** For a person: `` `chown -R app /data` (line 7) ``. */
  readonly shown: string;
}

/** Paths that the command at `span` names, and whether it goes into folders. */
interface Named {
  readonly span: Span;
  readonly paths: readonly string[];
  readonly isRecursive: boolean;
}

/**
 * The last `chown` of the same stage, before or behind, that reaches every one of the paths as they are written;
 * null without one.
 */
export function givenOwner(dockerfile: Dockerfile, facts: Facts, named: Named): GivenOwner | null {
  const stage = dockerfile.stages.find(({ instructions }) => {
    return instructions.some(({ span }) => contains(span, named.span));
  });
  const found = runCommandsNamed(dockerfile, facts, ['chown']).findLast(
    ({ run, command, line }) => {
      if (run.stage !== stage || command.nesting.length > 0 || command.before === '||')
        return false;
      const isRecursive = hasOption(line, ['-R', '--recursive']);
      if (named.isRecursive && !isRecursive) return false;
      const owned = operands(line).slice(1).map(pathOf);
      return named.paths.map(withoutSlash).every((path) => {
        return owned.some((one) => one === path || (isRecursive && isWithin(path, one)));
      });
    },
  );
  const spec = /^([a-z_][\w-]*|\d+)(?:[:.]([\w-]*))?$/.exec(
    operands(found?.line ?? { words: [] })[0]?.value ?? '',
  );
  if (found === undefined || named.paths.length === 0 || spec === null) return null;
  const [, user = '', group] = spec;
  const words = found.line.words.map(({ text }) => text).join(' ');
  const { line } = indexLines(dockerfile.text).position(found.command.span.start);
  return { user, group: group ?? null, shown: `\`${words.slice(0, 80)}\` (line ${line})` };
}

function pathOf({ value, text }: { readonly value: string | null; readonly text: string }): string {
  return withoutSlash(value ?? text);
}

function withoutSlash(path: string): string {
  return path.replace(/(.)\/+$/, '$1');
}
