import type { Rule } from '../findings/rule.ts';
import { packageOptions } from '../findings/unsafe-options.ts';

const LEFT =
  "without the option apk refuses packages that are not signed by a key in /etc/apk/keys; put the publisher's public key there, then remove the option";

export default {
  id: 'apk-allow-untrusted',
  summary: 'apk installs packages without a trusted signature',
  rationale:
    'The signature says who made a package. Without it, whoever can change the file or the download ' +
    'can put their own programs into the image, and run code as root while it is built.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['apk'],
  aliases: { checkov: ['CKV2_DOCKER_7'], dockle: ['CIS-DI-0011'], sonar: ['S6506'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
  ],
  examples: [
    {
      name: 'a package from another place is installed',
      before: 'FROM alpine:3.20\nRUN apk add --allow-untrusted /tmp/glibc.apk\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const isOff = (name: string): boolean => name === '--allow-untrusted';
    for (const { text, span } of packageOptions(dockerfile, facts, ['apk'], isOff)) {
      const message = `\`apk ${text}\` installs packages that nobody signed, or anybody did.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
