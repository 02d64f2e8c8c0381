import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';

/** Something in a file that the frontend has known since version 1.`minor`. */
export interface SyntaxFeature {
  readonly minor: number;
  /** For messages: `COPY --link`. */
  readonly name: string;
  readonly instruction: Instruction;
}

/**
 * The versions 1.x from which on flags are in the stable frontend
 * (https://docs.docker.com/build/buildkit/dockerfile-release-notes/, and the tables of
 * https://docs.docker.com/reference/dockerfile/).
 */
const FLAGS: ReadonlyMap<string, number> = new Map([
  ['RUN --mount', 2],
  ['RUN --network', 3],
  ['RUN --security', 20],
  ['COPY --chmod', 2],
  ['COPY --link', 4],
  ['COPY --exclude', 19],
  ['COPY --parents', 20],
  ['ADD --chmod', 2],
  ['ADD --link', 4],
  ['ADD --checksum', 6],
  ['ADD --unpack', 17],
  ['ADD --exclude', 19],
  ['HEALTHCHECK --start-interval', 6],
]);

const HERE_DOCUMENTS = 4;
const SECRETS_IN_ENVIRONMENT = 10;
const CHMOD_BY_LETTERS = 14;

/** What the file uses, in file order; triggers of ONBUILD are read by the frontend of another build. */
export function* syntaxFeatures({ instructions }: Dockerfile): Generator<SyntaxFeature> {
  for (const instruction of instructions) {
    const { keyword, flags, heredocs } = instruction;
    for (const { name, value } of flags) {
      const shown = `${keyword} --${name}`;
      const minor = FLAGS.get(shown);
      if (minor !== undefined) yield { minor, name: shown, instruction };
      if (name === 'chmod' && /^[augo]*[-+=]/.test(value ?? '')) {
        yield { minor: CHMOD_BY_LETTERS, name: `${shown}=${value ?? ''}`, instruction };
      }
    }
    if (heredocs.length > 0) {
      yield { minor: HERE_DOCUMENTS, name: `the here-document of ${keyword}`, instruction };
    }
    if (mountsOf(instruction).some(({ type, fields }) => type === 'secret' && fields.has('env'))) {
      yield { minor: SECRETS_IN_ENVIRONMENT, name: 'a secret with `env=`', instruction };
    }
  }
}
