import { commandList } from '../dockerfile/shell-command-list.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import type { Copy } from './copies.ts';
import type { Answer, Facts } from './rule.ts';
import type { RunCommand } from './run-commands.ts';
import { isRootUser } from './shipped-user.ts';

/** Options of tar that change nothing of what comes out: unpack, report, keep modes, and how it is compressed. */
const PLAIN_LETTERS = /^[xvfpzjJa]+$/;

/** Options with a name for the same, by what they say. */
const PLAIN_NAMES = new Set(
  '--extract --get --verbose --gzip --bzip2 --xz --zstd --auto-compress --preserve-permissions'.split(
    ' ',
  ),
);

/** What a call of tar unpacks, and where; or the word that ADD has nothing for. */
type Extraction =
  { readonly archive: string; readonly directory: string | null } | { readonly obstacle: string };

/** ADD in place of a COPY and the RUN right behind it that unpacks what was copied, or why not. */
export function addInstead(
  dockerfile: Dockerfile,
  facts: Facts,
  copy: Copy,
  tar: RunCommand,
): Answer {
  const found = copyObstacle(copy) ?? readUnpacking(dockerfile, facts, copy, tar);
  if (typeof found !== 'string') return addFix(dockerfile, copy, tar, found);
  const left = `${found}; ADD unpacks a whole archive in one step: use it where that is the same`;
  return { fix: null, left };
}

function copyObstacle({ instruction, sources }: Copy): string | null {
  const [flag] = instruction.flags;
  if (flag !== undefined) return `this COPY has \`--${flag.name}\``;
  if (instruction.json) return 'this COPY is in exec form';
  return sources.length > 1 || sources.some(({ path }) => /[*?[$]/.test(path))
    ? 'this COPY brings other files, too, or names the archive by a pattern'
    : null;
}

/** What comes out where, when ADD does the same; else why it does not. */
function readUnpacking(
  dockerfile: Dockerfile,
  facts: Facts,
  copy: Copy,
  tar: RunCommand,
): Found | string {
  const { run } = tar;
  const { line } = indexLines(dockerfile.text).position(run.run.span.start);
  const read = extractionOf(tar);
  if ('obstacle' in read)
    return `ADD has nothing for \`${read.obstacle}\` of the tar on line ${line}`;
  const { workdir, user } = facts.before(run.run);
  if (user === 'unknown' || !isRootUser(user)) {
    const owner = user === 'unknown' ? 'the user of the base image' : `\`${user ?? ''}\``;
    return `the tar on line ${line} gives the files to ${owner}, and ADD to the owners that the archive names`;
  }
  const source = copy.sources[0]?.path ?? '';
  const here = workdir === 'unknown' ? '$' : (workdir ?? '/');
  const target = resolveDirectory(here, read.archive, false);
  const unpacked = resolveDirectory(here, read.directory ?? here, false);
  if (/[$~]/.test(here + unpacked) || !isPlacedAt(target, here, copy, source)) {
    return `the working directory of the tar on line ${line} is not known, or it unpacks another file`;
  }
  const next = copy.stage.instructions[copy.stage.instructions.indexOf(copy.instruction) + 1];
  if (next !== run.instruction || run.isTrigger || !isOnlyUnpacking(tar, read.archive)) {
    return `the RUN on line ${line} does more than to unpack it, or other instructions stand between`;
  }
  if (isMentioned(copy, run.instruction, source)) return 'the archive is used further down';
  return { words: commandList(run.script).map((each) => each.join(' ')), unpacked, target };
}

interface Found {
  /** The commands of the RUN. */
  readonly words: readonly string[];
  readonly unpacked: string;
  readonly target: string;
}

function addFix(
  dockerfile: Dockerfile,
  copy: Copy,
  tar: RunCommand,
  { words, unpacked, target }: Found,
): Answer {
  const { keywordSpan } = copy.instruction;
  const { text } = dockerfile;
  const keyword = keywordLike(text.slice(keywordSpan.start, keywordSpan.end), 'ADD');
  const folder = unpacked.endsWith('/') ? unpacked : `${unpacked}/`;
  return {
    fix: {
      title: 'Unpack the archive by ADD',
      edits: [
        { span: keywordSpan, text: keyword },
        { span: copy.destination.span, text: folder },
        removeInstruction(dockerfile, tar.run.instruction),
      ],
      instructions: [
        { kind: 'replace', keyword: 'COPY', by: 'ADD' },
        { kind: 'remove', keyword: 'RUN' },
      ],
      commands: words.map((command) => ({ kind: 'remove', command })),
      paths: [target, `${folder}**`],
      review: `The archive itself is no longer at \`${target}\`; see that nothing looks for it there.`,
      preconditions: [
        {
          text: `the RUN unpacks all of the archive to \`${unpacked}\`, as root, and does nothing else`,
          state: 'held',
        },
        {
          text: 'the owners in the archive have the same numbers in the image: tar goes by their names, ADD by the numbers',
          state: 'unknown',
        },
      ],
    },
  };
}

function extractionOf({ line }: RunCommand): Extraction {
  let archive: string | null = null;
  let directory: string | null = null;
  const words = line.words.slice(1);
  for (let index = 0; index < words.length; index += 1) {
    const text = words[index]?.value ?? null;
    if (text === null) return { obstacle: words[index]?.text ?? '' };
    const value = words[index + 1]?.value ?? null;
    const letters = index === 0 || text.startsWith('-') ? text.replace(/^-/, '') : '';
    if (PLAIN_NAMES.has(text)) continue;
    if (text === '-C' || text === '--directory') {
      directory = value;
      index += 1;
    } else if (text.startsWith('--directory=')) directory = text.slice(12);
    else if (text.startsWith('--file=')) archive = text.slice(7);
    else if (letters !== '' && PLAIN_LETTERS.test(letters)) {
      if (!letters.includes('f')) continue;
      if (!letters.endsWith('f') && text.startsWith('-')) return { obstacle: text };
      archive = value;
      index += 1;
    } else return { obstacle: text };
  }
  return archive === null ? { obstacle: 'tar' } : { archive, directory };
}

/** Whether COPY puts the file there: at the destination, or in it where that is a folder. */
function isPlacedAt(
  place: string,
  workdir: string,
  { destination }: Copy,
  source: string,
): boolean {
  if (destination.path.includes('$')) return false;
  const name = source.slice(source.lastIndexOf('/') + 1);
  const folder = resolveDirectory(workdir, destination.path, false);
  const isFolder = destination.path.endsWith('/') || destination.path === '.';
  return place === resolveDirectory(folder, name, false) || (!isFolder && place === folder);
}

/** Besides tar, only its target is made, and the archive removed. */
function isOnlyUnpacking({ run, command }: RunCommand, archive: string): boolean {
  const { commands, topLevel } = run.script;
  if (
    run.run.comments.length > 0 ||
    run.run.flags.length > 0 ||
    topLevel.length !== commands.length
  )
    return false;
  return commands.every((one) => {
    const last = one.words.at(-1)?.value ?? null;
    if (one.redirects.length > 0 || (one.before !== null && one.before !== '&&')) return false;
    return one === command || (one.name === 'rm' && one.words.length <= 3 && last === archive);
  });
}

function isMentioned({ stage }: Copy, run: Instruction, source: string): boolean {
  const name = source.slice(source.lastIndexOf('/') + 1);
  return stage.instructions.some(
    ({ span, body }) => span.start > run.span.start && body.text.includes(name),
  );
}
