import { mountsOf } from '../dockerfile/mounts.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { CommandChange, Facts } from './rule.ts';
import { isRootUser } from './shipped-user.ts';

/** The change of one RUN that reads a secret. */
export type MountOutcome =
  | {
      readonly ok: true;
      readonly edits: readonly TextEdit[];
      readonly commands: readonly CommandChange[];
    }
  /** One clause. */
  | { readonly ok: false; readonly left: string };

/** Whether the frontend that the file names knows `env=` (Dockerfile syntax 1.10); null where it names none. */
function knowsSecretEnv({ directives }: Dockerfile): boolean | null {
  const value = directives.find(({ name }) => name === 'syntax')?.value;
  if (value === undefined) return null;
  const [, tag] =
    /^(?:docker\.io\/)?docker\/dockerfile(?::([\w.-]+))?(?:@sha256:\w+)?$/.exec(value) ?? [];
  // The digest counts, whatever the tag has become.
  const isPinned = value.includes('@');
  if (tag === undefined) return /^(?:docker\.io\/)?docker\/dockerfile$/.test(value);
  const [, minor] = /^1(?:\.(\d+))?(?:\.\d+)?(?:-labs)?$/.exec(tag) ?? [];
  if (minor !== undefined) return Number(minor) >= 10;
  if (isPinned) return null;
  return tag === '1' || tag === '1-labs' || tag === 'latest' || tag === 'labs';
}

/** The mount as a person writes it. */
export function mountText(name: string): string {
  return `--mount=type=secret,id=${name},env=${name}`;
}

/** Gives a RUN the secret as a variable; where the frontend may not do so, the shell reads it. */
export function mountSecret(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Instruction,
  name: string,
): MountOutcome {
  if (mountsOf(run).some(({ fields }) => fields.get('id')?.value === name)) {
    return { ok: true, edits: [], commands: [] };
  }
  const { end } = run.keywordSpan;
  if (knowsSecretEnv(dockerfile) === true) {
    const edits = [{ span: { start: end, end }, text: ` ${mountText(name)}` }];
    return { ok: true, edits, commands: [] };
  }
  return readByShell(dockerfile, facts, run, name);
}

function readByShell(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Instruction,
  name: string,
): MountOutcome {
  const script = facts.script(run);
  const line = dockerfile.text.slice(0, run.span.start).split('\n').length;
  const refuse = (why: string): MountOutcome => ({
    ok: false,
    left: `${why} on line ${line}, and without \`# syntax=docker/dockerfile:1\` in the first line a secret cannot become a variable`,
  });
  if (script?.form !== 'shell' || script.heredoc !== null)
    return refuse('no plain shell command stands');
  if (script.errors.length > 0) return refuse('shell code that cannot be read stands');
  if (script.topLevel.some(({ after }) => after === '&'))
    return refuse('a command runs in the background');
  const { user } = facts.before(run);
  if (user !== 'unknown' && !isRootUser(user))
    return refuse('another user than root runs the command');
  const read = `export ${name}="$(cat /run/secrets/${name})"`;
  const { start } = script.span;
  return {
    ok: true,
    edits: [
      {
        span: { start: run.keywordSpan.end, end: run.keywordSpan.end },
        text: ` --mount=type=secret,id=${name}`,
      },
      { span: { start, end: start }, text: `${read} && ` },
    ],
    commands: [
      { kind: 'prepend', command: `export ${name}="$(@)"` },
      { kind: 'prepend', command: `cat /run/secrets/${name}` },
    ],
  };
}
