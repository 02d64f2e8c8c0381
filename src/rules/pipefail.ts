import { bashDifference } from '../findings/bash-differences.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { lostFailure } from '../findings/pipefail.ts';
import {
  BASH_WITH_PIPEFAIL,
  pipefailByShell,
  pipefailInRun,
  pipefailOption,
} from '../findings/pipefail-fix.ts';
import type { PipefailFix } from '../findings/pipefail-fix.ts';
import { isStatusUsed, pipeConditions } from '../findings/pipe-conditions.ts';
import type { Pipe } from '../findings/pipes.ts';
import type { Facts, Fix, Precondition, Rule } from '../findings/rule.ts';
import { runShell } from '../findings/run-shell.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

interface Found {
  readonly run: Run;
  readonly pipe: Pipe;
}

interface Refusal {
  readonly left: string;
  readonly preconditions?: readonly Precondition[];
}

const UNKNOWN_SHELL =
  'which shell `/bin/sh` is in the base image is not known: where it is busybox or bash, begin the RUN ' +
  `with \`set -o pipefail &&\`; where it is dash, put \`SHELL ${BASH_WITH_PIPEFAIL}\` above it`;
const NO_SHELL =
  'the base image has no shell of its own: whether the one that is put there knows `pipefail` is not in the file';
const OLD_DASH = `\`/bin/sh\` is dash here, which has no \`pipefail\`: install bash, then put \`SHELL ${BASH_WITH_PIPEFAIL}\` above this RUN`;
const TRIGGER =
  'it runs in images built on this one, whose SHELL decides; write `bash -o pipefail -c` inside it';

function findPipes(dockerfile: Dockerfile, facts: Facts): Found[] {
  return runsOf(dockerfile, facts).flatMap((run) => {
    const { shell } = facts.before(run.run);
    if (Array.isArray(shell) && shell.some((word) => word === 'pipefail')) return [];
    const pipe = lostFailure(dockerfile, run.script);
    return pipe === null ? [] : [{ run, pipe }];
  });
}

/** Why `pipefail` would do harm, or nothing, in a RUN; null where it is right. */
function objection(dockerfile: Dockerfile, { run, pipe }: Found): Refusal | null {
  const preconditions = pipeConditions(dockerfile, run.script);
  const broken = preconditions.find(({ state }) => state === 'did not hold');
  if (broken !== undefined) {
    const left = `\`pipefail\` would stop good builds, because it is not so that ${broken.text}; forgive the writer (\`{ … || true; } |\`) or put a file between the two`;
    return { left, preconditions };
  }
  if (isStatusUsed(run.script, pipe)) return null;
  return {
    left: 'this RUN goes on after any failure, so that `pipefail` alone changes nothing; join its commands with `&&`, or begin with `set -e`',
  };
}

function convert(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  wanted: ReadonlySet<Instruction>,
): PipefailFix {
  const shell = runShell(dockerfile, facts, run);
  switch (shell) {
    case 'unknown':
      return { fix: null, left: UNKNOWN_SHELL };
    case 'none':
      return { fix: null, left: NO_SHELL };
    case 'dash':
      return { fix: null, left: OLD_DASH };
    case 'dash-beside-bash':
      if (run.isTrigger) return { fix: null, left: TRIGGER };
      return throughBash(dockerfile, facts, run, wanted);
    default:
      return pipefailOption(dockerfile, facts, run) ?? pipefailInRun(dockerfile, run);
  }
}

function throughBash(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  wanted: ReadonlySet<Instruction>,
): PipefailFix {
  const difference = bashDifference(run.script);
  if (difference === null) return pipefailByShell(dockerfile, facts, run, wanted);
  const left = `\`/bin/sh\` is dash here, which has no \`pipefail\`, and bash would not run this RUN in the same way (${difference}); write that for both shells, then put \`SHELL ${BASH_WITH_PIPEFAIL}\` above it`;
  return { fix: null, left };
}

/** One SHELL cures several RUNs: they share its fix. */
function* resolve(
  dockerfile: Dockerfile,
  facts: Facts,
  all: readonly Found[],
): Generator<{ readonly found: Found } & ({ readonly fix: Fix } | (Refusal & { fix: null }))> {
  const refusals = new Map(all.map((found) => [found, objection(dockerfile, found)]));
  const wanted = all.filter((found) => refusals.get(found) === null);
  const wantedRuns = new Set(wanted.map(({ run }) => run.run));
  const fixes = new Map<Instruction, Fix>();
  for (const found of all) {
    const refusal = refusals.get(found) ?? null;
    const known = fixes.get(found.run.run);
    if (refusal !== null) {
      yield { found, fix: null, ...refusal };
    } else if (known !== undefined) {
      yield { found, fix: known };
    } else {
      const result = convert(dockerfile, facts, found.run, wantedRuns);
      if (result.fix !== null) for (const run of result.runs) fixes.set(run, result.fix);
      yield { found, ...result };
    }
  }
}

export default {
  id: 'pipefail',
  summary: 'A command in a pipe may fail without stopping the build',
  rationale:
    'The status of a pipe is that of its last command. When a download before a pipe fails, the build ' +
    'goes on with nothing, and the image is broken in a way that shows only when it runs. With ' +
    '`pipefail` the build stops there. Writers that cannot fail (`echo`, `printf`, `yes`), conditions ' +
    'and pipes behind which `||` stands are not meant. The fix begins the RUN with `set -o pipefail` where ' +
    'the shell knows it (busybox, bash, dash since Debian 13 and Ubuntu 25.04), and puts SHELL with bash ' +
    'above it where dash is the shell and bash is there. It is left where a reader goes before the end, ' +
    'as `head` and `grep -q` do: the writer would then fail in good builds, too.',
  severity: 'low',
  safety: 'review',
  effects: ['shell'],
  aliases: {
    hadolint: ['DL4006'],
    kics: ['Shell Running A Pipe Without Pipefail Flag', 'efbf148a-67e9-42d2-ac47-02fa1c0d0b22'],
    semgrep: ['set-pipefail'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL4006',
    'https://docs.docker.com/build/building/best-practices/#using-pipes',
    'https://bugs.debian.org/1071238',
  ],
  examples: [
    {
      name: 'a download is unpacked on the fly, in Alpine',
      before: 'FROM alpine:3.20\nRUN wget -qO- https://example.com/a.tar.gz | tar -xz -C /opt\n',
      after:
        'FROM alpine:3.20\nRUN set -o pipefail && wget -qO- https://example.com/a.tar.gz | tar -xz -C /opt\n',
    },
    {
      name: 'the shell is an old dash, and bash is there',
      before: 'FROM debian:12\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n',
      after: `FROM debian:12\nSHELL ${BASH_WITH_PIPEFAIL}\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n`,
    },
    {
      name: 'head goes before its writer has finished',
      before: 'FROM alpine:3.20\nRUN apk list | head -n 3 > /list\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const all = findPipes(dockerfile, facts);
    const message = 'When this command fails, the pipe hides it and the build goes on.';
    for (const { found, ...result } of resolve(dockerfile, facts, all)) {
      yield { span: found.pipe.command.span, message, ...result };
    }
  },
} satisfies Rule;
