import type { Dockerfile } from '../dockerfile/model.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { isSecretName, mayBeSecret } from '../findings/secret-names.ts';
import { findSecrets, mayHoldSecrets } from '../findings/secret-patterns.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  'the program may need it, and everybody who has the image or this file has it already: replace it by a new one, and pass that with `RUN --mount=type=secret` to the build or from outside to the running container';

/** The span ends with the name: the value must not be quoted anywhere. */
function* namedSecrets(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { name, value, by, span } of settingsOf(dockerfile, facts)) {
    if (by === 'RUN' || !isSecretName(name) || !mayBeSecret(value ?? '')) continue;
    // A variable is reported where it gets its value.
    if (dockerfile.text.slice(span.start, span.end).includes('$')) continue;
    const place = { start: span.start, end: span.start + name.length };
    yield problem(place, `The value of \`${name}\` stands in this ${by}`);
  }
}

function* formedSecrets(dockerfile: Dockerfile): Generator<Problem> {
  if (!mayHoldSecrets(dockerfile.text)) return;
  for (const { keyword, span } of dockerfile.instructions) {
    for (const { kind, index } of findSecrets(dockerfile.text.slice(span.start, span.end))) {
      const start = span.start + index;
      yield problem({ start, end: start }, `What looks like ${kind} stands in this ${keyword}`);
    }
  }
}

function problem(span: Problem['span'], what: string): Problem {
  const message = `${what}, for everybody to read who has the image or this file.`;
  return { span, message, fix: null, left: LEFT };
}

/** Of two problems on one setting, the one that knows its name. */
function withoutDoubles(dockerfile: Dockerfile, problems: readonly Problem[]): Problem[] {
  return problems.filter(({ span }, index) => {
    const previous = problems[index - 1];
    if (previous === undefined || span.start !== span.end) return true;
    return /\s/.test(dockerfile.text.slice(previous.span.end + 1, span.start));
  });
}

export default {
  id: 'secret-in-env',
  summary: 'A secret stands in the Dockerfile',
  rationale:
    'What ENV and ARG are given is kept in the configuration and the history of the image, and every ' +
    'other instruction in its history or its files: whoever can pull the image can read it, and ' +
    'deleting it in a later layer does not help. A secret that was committed has to be replaced. Found ' +
    'are names such as DB_PASSWORD with a literal value, and forms that only keys of well-known ' +
    'services have. The value is never shown.',
  severity: 'critical',
  safety: null,
  sensitive: true,
  effects: [],
  aliases: {
    hadolint: ['DL3064'],
    trivy: ['DS-0031', 'DS031'],
    kics: [
      'Secrets Stored In Dockerfile',
      'Passwords And Secrets',
      'Passwords And Secrets In Infrastructure Code',
    ],
    buildkit: ['SecretsUsedInArgOrEnv'],
    dockle: ['CIS-DI-0010'],
    sonar: ['S6472', 'S6437'],
    semgrep: ['secret-in-build-arg'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/building/secrets/',
    'https://avd.aquasec.com/misconfig/ds-0031',
  ],
  examples: [
    {
      name: 'a password is given to the program by ENV',
      before: 'FROM postgres:16\nENV POSTGRES_PASSWORD=correct-horse\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const found = inFileOrder(namedSecrets(dockerfile, facts), formedSecrets(dockerfile));
    yield* withoutDoubles(dockerfile, found);
  },
} satisfies Rule;
