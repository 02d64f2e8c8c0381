import { contextOf } from '../findings/build-context.ts';
import type { BuildContext } from '../findings/build-context.ts';
import { baseName, copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { isSecretPath, textHoldsSecret } from '../findings/secret-paths.ts';

/** What a person should do about a file that a COPY names. */
function leftOf(name: string, isCertain: boolean): string {
  const id = name.replace(/^\./, '').replace(/[^\w.-]/g, '-');
  const doubt = isCertain
    ? `\`${name}\` holds a secret: replace it by a new one`
    : 'it may be a sample, or part of a test; if it is real, replace the secret';
  return `${doubt}, take it out of this line, keep it out of the context by .dockerignore, and read the new one with \`RUN --mount=type=secret,id=${id}\` or when the container starts`;
}

/** What the repository says about a file that is copied: no secret, one, or nothing. */
function verdictOf(context: BuildContext | null, { from }: Copy, path: string): boolean | null {
  if (context === null || from !== null) return null;
  const { surroundings, folder } = context;
  const clean = path.replace(/^(?:\.?\/)+/, '');
  const text = surroundings.text(folder === '.' ? clean : `${folder}/${clean}`);
  return text === null ? null : textHoldsSecret(path, text);
}

/** Where package managers keep the keys that they check with. */
function isKeyring({ destination }: Copy): boolean {
  return /^\/(?:etc|usr\/share)\/(?:apt|apk|pki|keyrings|ssl\/certs)\b/.test(destination.path);
}

export default {
  id: 'secret-file',
  summary: 'A file that by its name holds a secret is copied into the image',
  rationale:
    'A private key, a file of credentials or an environment file in an image can be read by everybody ' +
    'who can pull it, also when a later layer deletes it. A secret mount gives the file to one RUN ' +
    'only. Public keys and certificates are not meant, and no file of which the repository shows that it ' +
    'holds none, such as an .npmrc that takes its token from a variable.',
  severity: 'high',
  safety: null,
  effects: [],
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
  ],
  *check(dockerfile, facts) {
    for (const copy of copiesOf(dockerfile)) {
      if (isKeyring(copy)) continue;
      for (const { path, span } of copy.sources) {
        if (!isSecretPath(path)) continue;
        const verdict = verdictOf(contextOf(dockerfile, facts).context, copy, path);
        if (verdict === false) continue;
        const name = baseName(path);
        const message = `\`${name}\` becomes part of the image, for everybody to read who has it.`;
        yield { span, message, fix: null, left: leftOf(name, verdict === true) };
      }
    }
  },
} satisfies Rule;
