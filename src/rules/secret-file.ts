import { baseName, copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'it may be a sample, or part of a test; if it is real, keep it out of the context by .dockerignore, replace the secret, and read the new one with `RUN --mount=type=secret`';

const NAMES = new Set([
  '.dockercfg',
  '.git-credentials',
  '.htpasswd',
  '.netrc',
  '.npmrc',
  '.pgpass',
  '.pypirc',
  '_netrc',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  'id_rsa',
  'kubeconfig',
]);

/** `.env`, `.env.local`, `prod.env` hold settings of one place; `.env.example` shows which there are. */
const ENVIRONMENT =
  /^(?:[\w-]{0,60}\.)?env(?:\.(?:local|prod|production|staging|dev|development|test))?$/i;
const KEY = /\.(?:key|pem|p12|pfx|ppk|keystore|jks|kdbx)$/i;
/** Certificates, and the keys that check signatures, are public. */
const PUBLIC =
  /(?:^|[._-])(?:ca|cacerts?|certs?|certificates?|fullchain|chain|bundle|public|pub|gpg|apt|archive|release|repo|root|truststore|signing|rpm)(?=[._-])/i;
const PATHS =
  /(?:^|\/)\.aws\/credentials$|(?:^|\/)\.docker\/config\.json$|(?:^|\/)\.kube\/config$|(?:^|\/)(?:service[-_]?account|credentials)[\w.-]{0,60}\.json$/i;

/** True for a path that by its name holds a secret. */
function isSecretPath(path: string): boolean {
  const name = baseName(path);
  if (NAMES.has(name) || PATHS.test(path)) return true;
  if (name.startsWith('.env') || name.endsWith('.env')) return ENVIRONMENT.test(name);
  return KEY.test(name) && !PUBLIC.test(name);
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
    'only. Public keys and certificates are not meant.',
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
  *check(dockerfile) {
    for (const copy of copiesOf(dockerfile)) {
      if (isKeyring(copy)) continue;
      for (const { path, span } of copy.sources) {
        if (!isSecretPath(path)) continue;
        const message = `\`${baseName(path)}\` becomes part of the image, for everybody to read who has it.`;
        yield { span, message, fix: null, left: LEFT };
      }
    }
  },
} satisfies Rule;
