import type { Dockerfile } from '../dockerfile/model.ts';
import { contains } from '../dockerfile/span.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { secretWords } from '../findings/secret-commands.ts';
import {
  isPublicKey,
  isSampleValue,
  isSecretName,
  isVagueName,
  mayBeSecret,
} from '../findings/secret-names.ts';
import { findSecrets, isRandom, mayHoldSecrets } from '../findings/secret-patterns.ts';
import { settingsOf } from '../findings/settings.ts';
import type { Setting } from '../findings/settings.ts';
import { usesVariable } from '../findings/secret-uses.ts';

const REPLACE =
  'everybody who has the image or this file has it already: replace it by a new one first';

/** What a person should do about a setting: only those that no program reads at run time can go to the build. */
function settingLeft(dockerfile: Dockerfile, { name, value, by }: Setting): string {
  if (by === 'RUN') return runLeft(name);
  if (isSampleValue(value ?? '')) {
    return 'it is what everybody tries first: take it out, and let whoever starts the container give another one with `-e` or from a secret';
  }
  if (by === 'ENV' && isReadLater(dockerfile, name)) {
    return `${REPLACE}, then take this out, and give the new one to the running container from outside`;
  }
  const lines = runLines(dockerfile, name);
  if (lines === '') {
    return by === 'ENV'
      ? `${REPLACE}, then take this out, and give the new one to the running container from outside, or with \`RUN --mount=type=secret,id=${name},env=${name}\` to the RUN that reads it`
      : `${REPLACE}, then take this out, and give the new one with \`RUN --mount=type=secret,id=${name},env=${name}\` to the RUN that reads it`;
  }
  const program = by === 'ENV' ? ', if the program in the image does not read it, too' : '';
  return `${REPLACE}, then take this out${program}, write \`RUN --mount=type=secret,id=${name},env=${name}\` on ${lines}, and build with \`--secret id=${name},env=${name}\``;
}

function runLeft(name: string | null): string {
  const id = name ?? 'token';
  return `${REPLACE}, then write \`RUN --mount=type=secret,id=${id},env=${id}\` and the variable \`$${id}\` in its place, and build with \`--secret id=${id},env=${id}\``;
}

/** CMD, ENTRYPOINT and HEALTHCHECK show that it is read at run time. */
function isReadLater({ instructions, text }: Dockerfile, name: string): boolean {
  return instructions.some(({ keyword, span }) => {
    const isLater = keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK';
    return isLater && usesVariable(text.slice(span.start, span.end), name);
  });
}

/** The lines of the RUNs whose text has the variable: `line 3`, `lines 3 and 5`. */
function runLines({ instructions, text }: Dockerfile, name: string): string {
  const runs = instructions.filter(({ keyword, span }) => {
    return keyword === 'RUN' && usesVariable(text.slice(span.start, span.end), name);
  });
  const lines = runs.map(({ span }) => String(text.slice(0, span.start).split('\n').length));
  const last = lines.pop();
  if (last === undefined) return '';
  return lines.length === 0 ? `line ${last}` : `lines ${lines.join(', ')} and ${last}`;
}

/** The span ends with the name: the value must not be quoted anywhere. */
function* namedSecrets(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const setting of settingsOf(dockerfile, facts)) {
    const { name, by, span } = setting;
    if (!isSecretSetting(setting)) continue;
    // A variable is reported where it gets its value.
    if (dockerfile.text.slice(span.start, span.end).includes('$')) continue;
    const place = { start: span.start, end: span.start + name.length };
    yield problem(
      place,
      `The value of \`${name}\` stands in this ${by}`,
      settingLeft(dockerfile, setting),
    );
  }
}

function isSecretSetting({ name, value, by }: Setting): boolean {
  const text = value ?? '';
  if (!mayBeSecret(text) || isPublicKey(name, text)) return false;
  if (!isSecretName(name)) return isVagueName(name) && isMixed(text);
  const isPassword = /pass|pwd/i.test(name);
  if (by === 'RUN')
    return isRandom(text) || (isPassword && !isSampleValue(text) && text.length > 7);
  return isPassword || !isSampleValue(text);
}

/** Small and capital letters and digits in disorder: no version, no checksum, no name. */
function isMixed(value: string): boolean {
  return isRandom(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}

function* formedSecrets(dockerfile: Dockerfile): Generator<Problem> {
  if (!mayHoldSecrets(dockerfile.text)) return;
  for (const { keyword, span } of dockerfile.instructions) {
    for (const { kind, index } of findSecrets(dockerfile.text.slice(span.start, span.end))) {
      const start = span.start + index;
      const left = keyword === 'RUN' ? runLeft(null) : OTHER_LEFT;
      yield problem(
        { start, end: start },
        `What looks like ${kind} stands in this ${keyword}`,
        left,
      );
    }
  }
}

const OTHER_LEFT = `${REPLACE}, then give the new one with \`RUN --mount=type=secret\` to the build or from outside to the running container`;

/** What commands of RUN are given, as far as no known form tells more. */
function* givenSecrets(
  dockerfile: Dockerfile,
  facts: Facts,
  formed: readonly Problem[],
): Generator<Problem> {
  for (const { program, span } of secretWords(dockerfile, facts)) {
    if (formed.some((other) => contains(span, other.span))) continue;
    const place = { start: span.start, end: span.start };
    yield problem(
      place,
      `What \`${program}\` is given as a secret stands in this RUN`,
      runLeft(null),
    );
  }
}

function problem(span: Problem['span'], what: string, left: string): Problem {
  const message = `${what}, for everybody to read who has the image or this file.`;
  return { span, message, fix: null, left };
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
    const formed = [...formedSecrets(dockerfile)];
    const found = inFileOrder(
      namedSecrets(dockerfile, facts),
      formed,
      givenSecrets(dockerfile, facts, formed),
    );
    yield* withoutDoubles(dockerfile, found);
  },
} satisfies Rule;
