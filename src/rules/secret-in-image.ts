import type { Dockerfile } from '../dockerfile/model.ts';
import { contextOf, filesNamed } from '../findings/build-context.ts';
import { buildScripts } from '../findings/build-scripts.ts';
import { baseName } from '../findings/copies.ts';
import { ignoreCompanion } from '../findings/ignore-companion.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import type { SecretCause, TracedSecret } from '../findings/traced-vulnerability.ts';

const REPLACE =
  'replace the secret by a new one if it is real: everybody who has the image has it already';

const LEFT: Readonly<Record<SecretCause['kind'], string>> = {
  base: `it comes with the base image, so that who builds that has to remove it; ${REPLACE}`,
  copy: `keep the file out of the build context by .dockerignore, or out of what is copied, and ${REPLACE}`,
  setting: `the configuration of an image is open to everybody who has it; pass the value when the container starts, or with \`RUN --mount=type=secret\`, and ${REPLACE}`,
  run: `deleting it in a later RUN does not help; pass it with \`RUN --mount=type=secret\`, and ${REPLACE}`,
};

/** The place only: what the scanner saw is not kept, and its line is not to be quoted. */
function problem(dockerfile: Dockerfile, facts: Facts, found: TracedSecret): Problem {
  const { secret, cause } = found;
  const fix = ignoreFix(dockerfile, facts, cause);
  const place = secret.path === null ? 'the configuration of the image' : `\`${secret.path}\``;
  const message = `A scanner found a secret in ${place} (${secret.id}), and this line brought it.`;
  const shown = { span: cause.span, message, secret: found };
  return fix === null ? { ...shown, fix, left: LEFT[cause.kind] } : { ...shown, fix };
}

/** True when the next build does not see the file any more. */
function isIgnoredNow(dockerfile: Dockerfile, facts: Facts, cause: SecretCause): boolean {
  const file = cause.kind === 'copy' && cause.from === null ? cause.file : null;
  const { context } = file === null ? { context: null } : contextOf(dockerfile, facts);
  return (
    file !== null && context?.files.includes(file) === true && context.ignoreFile.ignores(file)
  );
}

/** A file of the repository that no line names: a folder around it is copied. */
function ignoreFix(dockerfile: Dockerfile, facts: Facts, cause: SecretCause): Fix | null {
  const file = cause.kind === 'copy' && cause.from === null ? cause.file : null;
  const { context } = contextOf(dockerfile, facts);
  if (file === null || context === null || !context.files.includes(file)) return null;
  if (context.ignoreFile.ignores(file) || context.ignoreFile.takesBack(file)) return null;
  const names = filesNamed(dockerfile, context);
  const scripts = buildScripts(dockerfile, context);
  const isMentioned = [scripts.own, ...scripts.neighbours.map(({ text }) => text)].some((text) =>
    text.includes(baseName(file)),
  );
  if (names.includes(file) || isMentioned || /[*?[\]\\!#]/.test(file)) return null;
  return {
    title: `Keep \`${file}\` out of the build context`,
    edits: [],
    effects: ['files'],
    review: `Look whether the program reads \`${file}\`: then give it when the container starts. Replace the secret by a new one if it is real: it is in images and in the repository already.`,
    preconditions: [
      { text: `no COPY, ADD or RUN names \`${file}\``, state: 'held' },
      { text: `the program does not read \`${file}\``, state: 'unknown' },
    ],
    companions: [ignoreCompanion(context, [file])],
  };
}

export default {
  id: 'secret-in-image',
  summary: 'A scanner found a secret in the image',
  rationale:
    'Whoever can pull the image can read every file of every layer, also one that a later layer deletes. ' +
    'The finding was traced to the line that brought the file. What the scanner saw is never shown. It may ' +
    'be a sample or part of a test: then an ignore comment with the reason says so.',
  severity: 'critical',
  safety: 'review',
  sensitive: true,
  effects: [],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  ],
  examples: [
    {
      name: 'a private key lies in a folder that is copied',
      scanned: [{ line: 2, name: 'app/config/server.key', type: 'secret', id: 'private-key' }],
      before: 'FROM debian:12\nCOPY . /app\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(
      facts
        .secrets()
        .filter(({ cause }) => !isIgnoredNow(dockerfile, facts, cause))
        .map((found) => problem(dockerfile, facts, found)),
    );
  },
} satisfies Rule;
