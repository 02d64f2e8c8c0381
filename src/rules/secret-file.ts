import { contextOf } from '../findings/build-context.ts';
import type { BuildContext } from '../findings/build-context.ts';
import { baseName, copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { contextSecrets } from '../findings/context-secrets.ts';
import type { ContextSecret } from '../findings/context-secrets.ts';
import { copiedPaths } from '../findings/copied-paths.ts';
import { ignoreCompanion, listEntries } from '../findings/ignore-companion.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import { mountAdvice } from '../findings/secret-file-advice.ts';
import { secretFileCure } from '../findings/secret-file-fix.ts';
import type { FileCure } from '../findings/secret-file-fix.ts';
import { isSecretPath, isSettingsPath, textHoldsSecret } from '../findings/secret-paths.ts';

/** The id of a secret as a person would choose it. */
function idOf(name: string): string {
  return name.replace(/^\./, '').replace(/[^\w.-]/g, '-');
}

/** What a person should do about a file that a COPY names. */
function leftOf(name: string, isCertain: boolean, mount: string | null): string {
  const id = idOf(name);
  const doubt = isCertain
    ? `\`${name}\` holds a secret: replace it by a new one`
    : 'it may be a sample, or part of a test; if it is real, replace the secret';
  const out = `${doubt}, take it out of this line, keep it out of the context by .dockerignore`;
  return mount === null
    ? `${out}, and read the new one with \`RUN --mount=type=secret,id=${id}\` or when the container starts`
    : `${out}, ${mount}, and build with \`--secret id=${id},src=${name}\``;
}

/** What the repository says about a file that is copied: no secret, one, or nothing. */
function verdictOf(context: BuildContext | null, { from }: Copy, path: string): boolean | null {
  if (context === null || from !== null) return null;
  const { surroundings, folder } = context;
  const clean = path.replace(/^(?:\.?\/)+/, '');
  const text = surroundings.text(folder === '.' ? clean : `${folder}/${clean}`);
  return text === null ? null : textHoldsSecret(path, text);
}

/** A file that a folder brings, and what a person should do where something reads it. */
function contextLeft({ file, obstacle }: ContextSecret, ignorePath: string): string {
  const id = idOf(baseName(file));
  return `${obstacle ?? 'no entry can name it'}: replace the secret by a new one, as the history of the repository keeps it, give the new one with \`RUN --mount=type=secret,id=${id}\` or when the container starts, and list \`${file}\` in ${ignorePath}`;
}

function contextFix(
  facts: Facts,
  context: BuildContext,
  copy: Copy,
  secrets: readonly ContextSecret[],
): Fix {
  const files = secrets.map(({ file }) => file);
  const names = listEntries(files);
  return {
    title: `Keep ${names} out of the build context`,
    edits: [],
    effects: ['files'],
    paths: copiedPaths(facts, copy, [...files, '.dockerignore']),
    review: `Rotate what ${names} ${files.length === 1 ? 'holds' : 'hold'}: it is in the history of the repository, and in every image that was built from it. Look whether the program reads it: then give the new one when the container starts.`,
    preconditions: secrets.flatMap(({ conditions }) => conditions),
    companions: [ignoreCompanion(context, files)],
  };
}

/** Files that no line names, one problem for all that one line brings and one fix keeps out. */
function* broughtSecrets(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  const secrets = contextSecrets(dockerfile, facts);
  const { context } = secrets.length === 0 ? { context: null } : contextOf(dockerfile, facts);
  if (context === null) return;
  for (const copy of new Set(secrets.map((one) => one.copy))) {
    const own = secrets.filter((one) => one.copy === copy);
    const span = copy.instruction.keywordSpan;
    const free = own.filter(({ obstacle }) => obstacle === null);
    if (free.length > 0) {
      const fix = contextFix(facts, context, copy, free);
      yield { span, message: broughtText(copy, free), fix };
    }
    for (const one of own.filter(({ obstacle }) => obstacle !== null)) {
      const left = contextLeft(one, context.ignorePath);
      yield { span, message: broughtText(copy, [one]), fix: null, left };
    }
  }
}

function broughtText({ instruction }: Copy, secrets: readonly ContextSecret[]): string {
  const names = listEntries(secrets.map(({ file }) => file));
  const holds = secrets.length === 1 ? 'holds a secret' : 'hold secrets';
  return `This ${instruction.keyword} takes ${names}, which ${holds}, from the build context.`;
}

/** Where package managers keep the keys that they check with. */
function isKeyring({ destination }: Copy): boolean {
  return /^\/(?:etc|usr\/share)\/(?:apt|apk|pki|keyrings|ssl\/certs)\b/.test(destination.path);
}

/** Files that a line names. */
function* namedFiles(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const copy of copiesOf(dockerfile)) {
    if (isKeyring(copy)) continue;
    for (const { path, span } of copy.sources) {
      const isSettings = isSettingsPath(path);
      if (!isSettings && !isSecretPath(path)) continue;
      const { context } = contextOf(dockerfile, facts);
      const verdict = verdictOf(context, copy, path);
      if (verdict === false || (isSettings && verdict === null)) continue;
      const name = baseName(path);
      const message = `\`${name}\` becomes part of the image, for everybody to read who has it.`;
      yield { span, message, ...namedCure(dockerfile, facts, copy, path, verdict === true) };
    }
  }
}

function namedCure(
  dockerfile: Dockerfile,
  facts: Facts,
  copy: Copy,
  written: string,
  isCertain: boolean,
): FileCure {
  const name = baseName(written);
  const id = idOf(name);
  const path = written.replace(/^(?:\.?\/)+/, '');
  const { context } = contextOf(dockerfile, facts);
  const isOwn = copy.from === null;
  const mount = isOwn ? mountAdvice(dockerfile, facts, copy, name, id) : null;
  const advice = leftOf(name, isCertain, mount);
  if (!isOwn || context === null) return { fix: null, left: advice };
  const secret = { copy, name, id, path, isCertain };
  const cure = secretFileCure(dockerfile, facts, context, secret);
  if (cure?.fix !== null && cure !== null) return cure;
  return cure === null ? { fix: null, left: advice } : { ...cure, left: `${cure.left}; ${advice}` };
}

export default {
  id: 'secret-file',
  summary: 'A file that by its name holds a secret is copied into the image',
  rationale:
    'A private key, a file of credentials or an environment file in an image can be read by everybody ' +
    'who can pull it, also when a later layer deletes it. A secret mount gives the file to one RUN ' +
    'only. Public keys and certificates are not meant, and no file of which the repository shows that it ' +
    'holds none, such as an .npmrc that takes its token from a variable. Where the repository is known, its files ' +
    'that hold a secret are found behind `COPY . .`, too, and a .dockerignore entry keeps out what nothing reads. ' +
    'A file that a RUN reads, such as an .npmrc with a token, is mounted there as a secret, where all builds ' +
    'that the repository shows can be edited to pass it.',
  severity: 'high',
  safety: 'review',
  effects: [],
  about: ['COPY', 'ADD'],
  aliases: {
    trivy: ['DS-0031', 'DS031'],
    dockle: ['CIS-DI-0010'],
    sonar: ['S6470'],
  },
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://avd.aquasec.com/misconfig/ds-0031',
  ],
  examples: [
    {
      name: 'a private key is copied to clone a repository',
      before: 'FROM debian:12\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone git@example.com:a/b\n',
      after: null,
    },
    {
      name: 'npm reads a token that is copied',
      before:
        'FROM node:22\nWORKDIR /app\nCOPY package.json .npmrc ./\nRUN npm ci && rm -f .npmrc\nCMD ["node", "index.js"]\n',
      files: {
        '.npmrc': '//registry.npmjs.org/:_authToken=0a1b2c3d4e5f\n',
        'compose.yaml': 'services:\n  app:\n    build: .\n',
      },
      after:
        'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci\nCMD ["node", "index.js"]\n',
      filesAfter: {
        'compose.yaml':
          'services:\n  app:\n    build:\n      context: .\n      secrets:\n        - npmrc\n\nsecrets:\n  npmrc:\n    file: ./.npmrc\n',
      },
    },
    {
      name: 'a private key of the repository is copied with everything else',
      before: 'FROM node:22\nWORKDIR /app\nCOPY . .\n',
      files: {
        'deploy/server.key': '-----BEGIN PRIVATE KEY-----\nnot shown\n-----END PRIVATE KEY-----\n',
        'index.js': 'console.log(1)\n',
      },
      after: 'FROM node:22\nWORKDIR /app\nCOPY . .\n',
      filesAfter: { '.dockerignore': 'deploy/server.key\n' },
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(namedFiles(dockerfile, facts), broughtSecrets(dockerfile, facts));
  },
} satisfies Rule;
