import type { Build } from '../builds/build.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { neighboursOf } from './build-context.ts';
import type { BuildContext } from './build-context.ts';
import { isFolderCopy, takesFile } from './context-secrets.ts';
import { copiesOf } from './copies.ts';
import type { Copy } from './copies.ts';
import { ignoreCompanion } from './ignore-companion.ts';
import { isDirectory } from './known-directories.ts';
import type { Facts, Fix, Precondition } from './rule.ts';
import { runsOf } from './runs.ts';
import { fileBuilder } from './secret-builders.ts';
import { listLines, secretTarget } from './secret-file-advice.ts';
import { secretFileKind } from './secret-file-kinds.ts';
import { mountedRuns } from './secret-file-runs.ts';
import type { HeldSecret, RunsOutcome } from './secret-file-runs.ts';
import { startCondition } from './secret-file-start.ts';
import type { Companion } from './surroundings.ts';
import { isOlderSyntax, syntaxVersion } from './syntax-version.ts';

/** A file of the build context that a COPY names, and that a mount may replace. */
export interface CopiedSecret {
  readonly copy: Copy;
  readonly name: string;
  readonly id: string;
  /** From the build context, cleaned. */
  readonly path: string;
  /** Whether the repository shows that a credential is in it. */
  readonly isCertain: boolean;
}

export type FileCure =
  | { readonly fix: Fix }
  | {
      readonly fix: null;
      /** Why it is left, one clause. */
      readonly left: string;
      readonly preconditions?: readonly Precondition[];
    };

/** Mounts the file in the RUNs that read it, in place of the COPY; null for files that no known program reads. */
export function secretFileCure(
  dockerfile: Dockerfile,
  facts: Facts,
  context: BuildContext,
  secret: CopiedSecret,
): FileCure | null {
  const { copy, name, id } = secret;
  const kind = secretFileKind(name);
  const target = secretTarget(facts, copy, name);
  const { instruction, stage } = copy;
  if (kind === null || target === null) return null;
  if (!stage.instructions.includes(instruction)) return refuse('ONBUILD copies it in other builds');
  const held: HeldSecret = { name, id, target, kind, stage, from: instruction.span.end };
  const other = oldSyntax(dockerfile) ?? otherUse(dockerfile, facts, secret);
  if (other !== null) return refuse(other);
  const runs = mountedRuns(dockerfile, facts, held);
  if (!runs.ok) return refuse(runs.left);
  const made = folderUse(dockerfile, facts, secret, target, runs.mounted);
  if (made !== null) return refuse(made);
  const start = startCondition(dockerfile, facts, held);
  if (start.state === 'did not hold') {
    const left = `the started program reads \`${name}\`, too: give it to the container when it starts`;
    return { fix: null, left, preconditions: [start] };
  }
  return cureOf(dockerfile, context, secret, target, { ...runs, start });
}

function refuse(left: string): FileCure {
  return { fix: null, left };
}

type Reading = Extract<RunsOutcome, { readonly ok: true }> & { readonly start: Precondition };

function cureOf(
  dockerfile: Dockerfile,
  context: BuildContext,
  secret: CopiedSecret,
  target: string,
  { edits, commands, instructions, conditions, start }: Reading,
): FileCure {
  const companions = companionsOf(dockerfile, context, secret);
  if ('left' in companions) return refuse(companions.left);
  const removal = withoutSource(dockerfile, secret);
  if (removal === null) return refuse('it cannot be taken out of this line exactly');
  const text = `every build that the repository shows gives \`${secret.name}\` as a secret`;
  const fix: Fix = {
    ...wordsOf(secret),
    edits: [...removal.edits, ...edits],
    effects: ['files'],
    paths: [target],
    commands,
    instructions: [...removal.instructions, ...instructions],
    companions: companions.list,
    preconditions: [
      { text, state: 'held' },
      credentialCondition(context, secret),
      start,
      ...conditions,
    ],
  };
  return { fix };
}

function wordsOf({ name, id, path }: CopiedSecret): Pick<Fix, 'title' | 'review'> {
  return {
    title: `Give \`${name}\` as a secret to the RUNs that read it, and do not copy it`,
    review: `Images and caches that were built so far keep \`${name}\`: replace the credential by a new one. Every build now has to pass \`--secret id=${id},src=${path}\`.`,
  };
}

function oldSyntax(dockerfile: Dockerfile): string | null {
  const version = syntaxVersion(dockerfile);
  if (version === null || !isOlderSyntax(version, 2)) return null;
  return `\`# syntax=${version.written}\` knows no mounts of secrets`;
}

/** A file that is not in the repository is made where the image is built; what makes it may show what it holds. */
function credentialCondition(
  { surroundings }: BuildContext,
  { name, isCertain }: CopiedSecret,
): Precondition {
  const text = `\`${name}\` holds a credential`;
  const isWritten = surroundings.builds().some(({ place }) => {
    const file = surroundings.text(place.path) ?? '';
    return file.includes(name) && /\$\{\{\s*secrets\./.test(file);
  });
  return { text, state: isCertain || isWritten ? 'held' : 'unknown' };
}

/** Another instruction that names the file, or that may do so unseen. */
function otherUse(
  dockerfile: Dockerfile,
  facts: Facts,
  { copy, name }: CopiedSecret,
): string | null {
  const { instruction } = copy;
  const others = dockerfile.instructions.filter((one) => {
    const inner = one.trigger ?? one;
    if (one === instruction || (inner.keyword === 'RUN' && one === inner)) return false;
    return dockerfile.text.slice(one.span.start, one.span.end).includes(name);
  });
  if (others.length > 0) return `\`${name}\` is named on ${listLines(dockerfile, others)}, too`;
  const unread = dockerfile.instructions.filter((one) => {
    return one.keyword === 'RUN' && !runsOf(dockerfile, facts).some(({ run }) => run === one);
  });
  const [strange] = unread.filter(({ span }) => span.start > instruction.span.start);
  if (strange !== undefined) {
    return `the shell code on ${listLines(dockerfile, [strange])} cannot be read`;
  }
  return null;
}

/** A RUN without the mount that needs the folder which the COPY makes. */
function folderUse(
  dockerfile: Dockerfile,
  facts: Facts,
  { copy, name }: CopiedSecret,
  target: string,
  mounted: readonly Instruction[],
): string | null {
  const { instruction, stage } = copy;
  const folder = target.slice(0, target.lastIndexOf('/')) || '/';
  if (isDirectory(dockerfile, facts, stage, instruction, folder)) return null;
  const word = folder.slice(folder.lastIndexOf('/'));
  const user = dockerfile.instructions.find((one) => {
    const isLater = one.span.start > instruction.span.start && one.keyword === 'RUN';
    if (!isLater || mounted.includes(one)) return false;
    const text = dockerfile.text.slice(one.span.start, one.span.end);
    return text.split(/\s+/).some((part) => part.includes(word) && !part.includes(name));
  });
  return user === undefined
    ? null
    : `${listLines(dockerfile, [user])} needs the folder ${folder}, which this line makes: make it with \`mkdir -p\` there`;
}

/** The instruction, or only the word where it copies other files, too. */
function withoutSource(
  dockerfile: Dockerfile,
  { copy, path }: CopiedSecret,
): { readonly edits: TextEdit[]; readonly instructions: NonNullable<Fix['instructions']> } | null {
  const { instruction, sources } = copy;
  if (sources.length === 1 && instruction.heredocs.length === 0) {
    const edits = [removeInstruction(dockerfile, instruction)];
    return { edits, instructions: [{ kind: 'remove', keyword: instruction.keyword }] };
  }
  const own = sources.find((source) => source.path.replace(/^(?:\.?\/)+/, '') === path);
  if (own === undefined || instruction.json) return null;
  const [gap = ''] = /^[ \t]+/.exec(dockerfile.text.slice(own.span.end)) ?? [];
  if (gap === '') return null;
  const span = { start: own.span.start, end: own.span.end + gap.length };
  return { edits: [{ span, text: '' }], instructions: [] };
}

/** The build files that give the secret, and the entry that keeps it out of what is copied besides. */
function companionsOf(
  dockerfile: Dockerfile,
  context: BuildContext,
  { path, id, name }: CopiedSecret,
): { readonly list: readonly Companion[] } | { readonly left: string } {
  const { surroundings, folder, ignoreFile } = context;
  const builds = surroundings.builds().filter((build) => isBuildOf(dockerfile, build, name));
  if (builds.length === 0) return { left: 'no build in the repository shows how it is built' };
  const other = fileBuilder(surroundings, builds);
  if (other !== null) {
    return { left: `${other} seems to build images, too, in a way that cannot be edited exactly` };
  }
  const file = folder === '.' ? path : `${folder}/${path}`;
  const outcome = surroundings.editors.passFileAsSecret(
    builds,
    { id, path: file },
    surroundings.text,
  );
  if (!outcome.ok) return { left: outcome.left };
  const isTaken = copiesOf(dockerfile).some((one) => isFolderCopy(one) && takesFile(one, path));
  if (!isTaken || ignoreFile.ignores(path)) return { list: outcome.files };
  if (ignoreFile.takesBack(path)) return { left: `\`${context.ignorePath}\` takes it back` };
  const neighbour = neighboursOf(context).find((one) => {
    return (surroundings.text(one) ?? name).includes(name);
  });
  if (neighbour !== undefined) {
    return { left: `a folder with it is copied, and ${neighbour} needs it in the build context` };
  }
  return { list: [...outcome.files, ignoreCompanion(context, [path])] };
}

/** A build of a stage that has nothing to do with the file needs no secret. */
function isBuildOf({ stages, text }: Dockerfile, { target }: Build, name: string): boolean {
  const stage = stages.find((one) => one.name === target?.toLowerCase());
  if (stage === undefined) return true;
  const isNamed = ({ span }: Instruction) => text.slice(span.start, span.end).includes(name);
  const first = stages.findIndex(({ instructions }) => instructions.some(isNamed));
  return stage.index >= first;
}
