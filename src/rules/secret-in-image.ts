import { inFileOrder } from '../findings/in-file-order.ts';
import type { Problem, Rule } from '../findings/rule.ts';
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
function problem(found: TracedSecret): Problem {
  const { secret, cause } = found;
  const place = secret.path === null ? 'the configuration of the image' : `\`${secret.path}\``;
  const message = `A scanner found a secret in ${place} (${secret.id}), and this line brought it.`;
  return { span: cause.span, message, secret: found, fix: null, left: LEFT[cause.kind] };
}

export default {
  id: 'secret-in-image',
  summary: 'A scanner found a secret in the image',
  rationale:
    'Whoever can pull the image can read every file of every layer, also one that a later layer deletes. ' +
    'The finding was traced to the line that brought the file. What the scanner saw is never shown. It may ' +
    'be a sample or part of a test: then an ignore comment with the reason says so.',
  severity: 'critical',
  safety: null,
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
  *check(_dockerfile, facts) {
    yield* inFileOrder(facts.secrets().map(problem));
  },
} satisfies Rule;
