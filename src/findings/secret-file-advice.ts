import type { Copy } from './copies.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { runsOf } from './runs.ts';
import type { Facts } from './rule.ts';
import { readsSecretFile, secretFileKind } from './secret-file-kinds.ts';
import { isAbsolutePath } from './working-directory.ts';
import { effectiveCommand } from '../dockerfile/command-line.ts';

/** What to write on which lines in place of a COPY of such a file; null where the file does not show it. */
export function mountAdvice(
  dockerfile: Dockerfile,
  facts: Facts,
  copy: Copy,
  name: string,
  id: string,
): string | null {
  const kind = secretFileKind(name);
  const target = secretTarget(facts, copy, name);
  if (kind === null || target === null) return null;
  const runs = runsOf(dockerfile, facts).filter(({ stage, run, script }) => {
    const isLater = stage === copy.stage && run.span.start > copy.instruction.span.start;
    return isLater && script.commands.some((one) => readsSecretFile(kind, effectiveCommand(one)));
  });
  if (runs.length === 0) return null;
  const place = listLines(
    dockerfile,
    runs.map(({ run }) => run),
  );
  return `write \`RUN --mount=type=secret,id=${id},target=${target}\` on ${place}`;
}

/** `line 3`, `lines 3, 5 and 7`. */
export function listLines({ text }: Dockerfile, instructions: readonly Instruction[]): string {
  const lines = instructions.map(({ span }) =>
    String(text.slice(0, span.start).split('\n').length),
  );
  const last = lines.pop() ?? '';
  return lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`;
}

/** Where the file comes to lie; null where a variable or the base image decides. */
export function secretTarget(
  facts: Facts,
  { instruction, sources, destination }: Copy,
  name: string,
): string | null {
  const { path } = destination;
  const { workdir } = facts.before(instruction);
  const isKnown = isAbsolutePath(path) || (workdir !== null && workdir.startsWith('/'));
  if (path.includes('$') || !isKnown) return null;
  const whole = isAbsolutePath(path) ? path : `${workdir ?? ''}/${path}`;
  const isFolder = sources.length > 1 || /(?:^|\/)\.{0,1}$/.test(path);
  const isFile = whole.toLowerCase().endsWith(`/${name.toLowerCase()}`);
  if (!isFile && !isFolder) return null;
  const parts = (isFile ? whole : `${whole}/${name}`).split('/');
  if (parts.includes('..')) return null;
  return parts
    .filter((part) => part !== '' && part !== '.')
    .map((part) => `/${part}`)
    .join('');
}
