import type { Rule } from '../findings/rule.ts';
import { signatureProblem, signatureSwitches } from '../findings/signature-switch.ts';
import type { PackageSources } from '../findings/signature-switch.ts';

const SOURCES: PackageSources = {
  managers: ['apk'],
  added: /\/etc\/apk\/(?:repositories|keys)|setup-apkrepos/,
  options: ['-X', '--repository', '--repositories-file', '--keys-dir', '--root', '-p'],
  // `name@tag` is of a repository that somebody has added.
  named: /^(?!.*\.apk$)[a-z0-9][\w.+:-]*(?:[=<>~]+[\w.+-]+)?$/i,
  bases: /^(?:alpine|node|python|golang|ruby|php|nginx|redis|httpd|eclipse-temurin|docker)$/,
  cure: 'put into /etc/apk/keys/ the public key',
};

export default {
  id: 'apk-allow-untrusted',
  summary: 'apk installs packages without a trusted signature',
  rationale:
    'The signature says who made a package. Without it, whoever can change the file or the download ' +
    'can put their own programs into the image, and run code as root while it is built.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['apk'],
  aliases: { checkov: ['CKV2_DOCKER_7'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
  ],
  examples: [
    {
      name: 'packages of the distribution need no exception',
      before: 'FROM alpine:3.20\nRUN apk add --no-cache --allow-untrusted curl\n',
      after: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    },
    {
      name: 'a package from another place is installed',
      before: 'FROM alpine:3.20\nRUN apk add --allow-untrusted /tmp/glibc.apk\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const isOff = (name: string): boolean => name === '--allow-untrusted';
    for (const found of signatureSwitches(dockerfile, facts, SOURCES.managers, isOff)) {
      const text = found.words[0]?.text ?? '';
      const message = `\`apk ${text}\` installs packages that nobody signed, or anybody did.`;
      yield signatureProblem(dockerfile, facts, found, { message, sources: SOURCES });
    }
  },
} satisfies Rule;
