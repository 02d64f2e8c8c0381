import type { Rule } from '../findings/rule.ts';
import { settingsOf } from '../findings/settings.ts';

const LEFT =
  "without it programs refuse servers with a certificate of an unknown authority; name that authority's certificate in `SSL_CERT_FILE`, then remove the exception";

export default {
  id: 'python-https-verify',
  summary: 'Python does not check certificates',
  rationale:
    '`PYTHONHTTPSVERIFY=0` turns the check off for every HTTPS connection that Python 2.7 and some ' +
    'distributions make, and in ENV it stays so in the running container. Other versions ignore it, ' +
    'so that it only misleads there.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['PYTHONHTTPSVERIFY'],
  aliases: { checkov: ['CKV2_DOCKER_5'], sonar: ['S4830'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://peps.python.org/pep-0493/',
  ],
  examples: [
    {
      name: 'the image turns the check off for good',
      before: 'FROM python:2.7\nENV PYTHONHTTPSVERIFY=0\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { name, value, span } of settingsOf(dockerfile, facts)) {
      if (name !== 'PYTHONHTTPSVERIFY' || value !== '0') continue;
      const message = '`PYTHONHTTPSVERIFY=0` makes Python take any certificate.';
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
