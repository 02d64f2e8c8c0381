import type { Copy } from './copies.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Facts } from './rule.ts';
import { isAbsolutePath } from './working-directory.ts';

/** The commands that read a file of credentials by its name. */
const READERS: ReadonlyMap<string, RegExp> = new Map([
  ['.npmrc', /(?<![\w./-])(?:npm|npx|pnpm|yarn|bun)(?![\w./-])/],
  ['.netrc', /(?<![\w./-])(?:git|curl|go|pip3?|uv|poetry)(?![\w./-])/],
  ['.git-credentials', /(?<![\w./-])(?:git|go|npm|pip3?|composer)(?![\w./-])/],
  ['.pypirc', /(?<![\w./-])(?:pip3?|twine|poetry)(?![\w./-])/],
]);

/** What to write on which lines in place of a COPY of such a file; null where the file does not show it. */
export function mountAdvice(
  { text }: Dockerfile,
  facts: Facts,
  copy: Copy,
  name: string,
  id: string,
): string | null {
  const reader = READERS.get(name);
  const target = targetOf(facts, copy, name);
  if (reader === undefined || target === null) return null;
  const lines = copy.stage.instructions
    .filter(({ keyword, span }) => {
      const isLater = keyword === 'RUN' && span.start > copy.instruction.span.start;
      return isLater && reader.test(text.slice(span.start, span.end));
    })
    .map(({ span }) => String(text.slice(0, span.start).split('\n').length));
  const last = lines.pop();
  if (last === undefined) return null;
  const place = lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`;
  return `write \`RUN --mount=type=secret,id=${id},target=${target}\` on ${place}`;
}

/** Where the file comes to lie; null where a variable or the base image decides. */
function targetOf(facts: Facts, { instruction, sources, destination }: Copy, name: string) {
  const { path } = destination;
  const { workdir } = facts.before(instruction);
  const isKnown = isAbsolutePath(path) || (workdir !== null && workdir.startsWith('/'));
  if (path.includes('$') || !isKnown) return null;
  const whole = isAbsolutePath(path) ? path : `${workdir ?? ''}/${path}`;
  const isFolder = sources.length > 1 || /(?:^|\/)\.{0,1}$/.test(path);
  const isFile = whole.endsWith(`/${name}`);
  if (!isFile && !isFolder) return null;
  const parts = (isFile ? whole : `${whole}/${name}`).split('/');
  if (parts.includes('..')) return null;
  return parts
    .filter((part) => part !== '' && part !== '.')
    .map((part) => `/${part}`)
    .join('');
}
