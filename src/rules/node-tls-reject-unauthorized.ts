import type { Rule } from '../findings/rule.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  "without it programs refuse servers with a certificate of an unknown authority; name that authority's certificate in `NODE_EXTRA_CA_CERTS`, then remove the exception";

export default {
  id: 'node-tls-reject-unauthorized',
  summary: 'Node.js does not check certificates',
  rationale:
    '`NODE_TLS_REJECT_UNAUTHORIZED=0` turns the check off for every connection of every Node.js ' +
    'program, and in ENV it stays so in the running container. Whoever sits between can read and ' +
    'change all that is sent.',
  severity: 'high',
  safety: null,
  effects: [],
  about: ['NODE_TLS_REJECT_UNAUTHORIZED'],
  aliases: { checkov: ['CKV2_DOCKER_6'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
  ],
  examples: [
    {
      name: 'the image turns the check off for good',
      before: 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { name, value, span } of settingsOf(dockerfile, facts)) {
      if (name !== 'NODE_TLS_REJECT_UNAUTHORIZED' || value !== '0') continue;
      const message = `\`${name}=0\` makes Node.js take any certificate, also that of an attacker.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
