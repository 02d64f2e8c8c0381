import { shown } from '../../dockerfile/shown-text.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { baseName, copiesOf } from '../copies.ts';
import { DROP_TOOL } from '../privilege-drop.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { NEEDS_ROOT, WRITES } from './script-lines.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** A script that the image starts. */
interface Script {
  /** Where it stands, for messages. */
  readonly source: string;
  /** Null when it is not at hand. */
  readonly text: string | null;
}

const MOST_LINES = 2000;

/** Builds whose context is looked into. */
const MOST_BUILDS = 20;

/** Whether a script of the repository, or of the file itself, that is started needs root. */
export function* entryScriptChecks(subject: Subject): Generator<Check> {
  for (const { words } of subject.commands) {
    const script = scriptOf(subject, words);
    if (script === null) continue;
    yield* owned(subject, baseName(words[0] ?? ''));
    if (script.text === null) {
      yield unknown(`\`${script.source}\` does nothing that only root may do; it is not at hand`);
      continue;
    }
    yield* scriptChecks(script.source, script.text);
  }
}

function* scriptChecks(source: string, text: string): Generator<Check> {
  const condition = `${source} does nothing that only root may do`;
  let written: string | null = null;
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const place = `${source}:${index + 1}`;
    if (/^\s*#/.test(raw)) continue;
    for (const part of raw.split(/&&|\|\||[;|]|\bthen\b|\bdo\b|\belse\b/)) {
      const line = part
        .trim()
        .replace(/^(?:(?:exec|sudo|if|!|\w+=\S*)\s+)+/, '')
        .slice(0, 500);
      const tool = DROP_TOOL.exec(line)?.[1];
      if (tool !== undefined) {
        yield refused(
          condition,
          `${place} goes on as another user with \`${tool}\`, so it has to start as root: leave USER out`,
        );
      }
      const root = NEEDS_ROOT.find(([pattern]) => pattern.test(line));
      if (root !== undefined) {
        yield refused(
          condition,
          `${place} ${root[1]} (${shown(line)}), which only root may: do that in a RUN, or let the script go on with \`setpriv\` afterwards`,
        );
      }
      if (WRITES.test(line)) written ??= `${place} may write there as the new user: ${shown(line)}`;
    }
  }
  yield written === null ? held(condition) : unknown(written);
}

/** `chmod u+x` leaves a script closed to all but its owner. */
function* owned(subject: Subject, name: string): Generator<Check> {
  const safe = name.replace(/[^\w-]/g, '.');
  const mode = new RegExp(
    `chmod\\s+(?:-\\w+\\s+)?(u\\+r?w?x|0?[0-7]?7[0-7]?[0246]|[0-7]{2}[0246])\\s[^&|;]{0,500}${safe}`,
  );
  const run = lastMatching(subject, ['RUN'], mode);
  if (run === undefined || name === '') return;
  const given = mode.exec(run.body.text)?.[1] ?? '';
  yield refused(
    `everybody may run \`${name}\``,
    `line ${subject.lineOf(run)} lets only root run \`${name}\` (\`chmod ${given}\`): make that \`chmod +x\`, then add USER`,
  );
}

/** The script that a command starts, itself or through a shell; null for a program. */
function scriptOf(subject: Subject, words: readonly string[]): Script | null {
  const isShell = /^(?:ba|da|a|z)?sh$/.test(baseName(words[0] ?? ''));
  const word = (isShell ? words.slice(1).find((each) => !each.startsWith('-')) : words[0]) ?? '';
  const name = baseName(word);
  const isScript =
    isShell ||
    /\.(?:sh|bash)$|entry-?point|(?:^|[-_])(?:start|run|init|boot|launch)(?:[-_]|$)/.test(name);
  const copied = copiedFrom(subject, word);
  if (copied === null) return isScript && name !== '' ? { source: word, text: null } : null;
  if (!isScript && !(copied.text ?? '').startsWith('#!')) return null;
  return copied;
}

/** The file of the build context, or the here-document, that becomes the program. */
function copiedFrom(subject: Subject, word: string): Script | null {
  const { dockerfile, has, facts } = subject;
  const name = baseName(word);
  for (const { instruction, sources, destination, from } of copiesOf(dockerfile).toReversed()) {
    if (!has(instruction)) continue;
    const heredoc = baseName(destination.path) === name ? instruction.heredocs[0] : undefined;
    if (heredoc !== undefined) return { source: destination.path, text: heredoc.content };
    if (from !== null) continue;
    const { workdir } = facts.before(instruction);
    const start = typeof workdir === 'string' && workdir !== 'unknown' ? workdir : '/';
    for (const { path } of sources) {
      const inside = innerPath(resolveDirectory(start, destination.path, false), path, word, start);
      if (inside === null) continue;
      const found = fileOf(subject, inside);
      if (found !== null || baseName(path) === name)
        return { source: found ?? inside, text: textOf(subject, found) };
    }
  }
  return null;
}

/** Which path below the build context the copied program has; null when this is not what brings it. */
function innerPath(
  destination: string,
  source: string,
  word: string,
  workdir: string,
): string | null {
  const name = baseName(word);
  const clean = source.replace(/^\.?\//, '').replace(/\/$/, '');
  if (baseName(source) === name) return clean;
  if (!word.includes('/')) return null;
  const target = resolveDirectory(workdir, word, false);
  if (target === destination) return clean;
  const folder = destination.endsWith('/') ? destination : `${destination}/`;
  if (!target.startsWith(folder)) return null;
  const rest = target.slice(folder.length);
  return clean === '' || clean === '.' ? rest : `${clean}/${rest}`;
}

function fileOf({ facts }: Subject, inside: string): string | null {
  const around = facts.surroundings();
  if (around === null) return null;
  const own = around.path.includes('/') ? around.path.replace(/\/[^/]*$/, '') : '.';
  const contexts = [
    ...around
      .builds()
      .slice(0, MOST_BUILDS)
      .map(({ context }) => context),
    own,
    '.',
  ];
  const paths = contexts.flatMap((context) =>
    context === null ? [] : [context === '.' ? inside : `${context}/${inside}`],
  );
  return paths.find((path) => around.hasFile(path)) ?? null;
}

function textOf({ facts }: Subject, path: string | null): string | null {
  return path === null ? null : (facts.surroundings()?.text(path) ?? null);
}
