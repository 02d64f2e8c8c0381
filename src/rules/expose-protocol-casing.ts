import { exposeWords } from '../findings/expose-words.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'expose-protocol-casing',
  summary: 'The protocol of EXPOSE is not in small letters',
  rationale:
    'Docker writes `tcp`, `udp` and `sctp` in small letters, and tools that compare the text take ' +
    '`80/TCP` for another port than `80/tcp`. The builder turns it into small letters anyway, so that ' +
    'the image stays the same.',
  severity: 'info',
  safety: 'safe',
  onlyStyle: true,
  effects: [],
  about: ['EXPOSE'],
  aliases: { buildkit: ['ExposeProtoCasing'] },
  references: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  examples: [
    {
      name: 'a protocol in capitals',
      before: 'FROM debian:12\nEXPOSE 80/TCP\n',
      after: 'FROM debian:12\nEXPOSE 80/tcp\n',
    },
  ],
  *check(dockerfile) {
    for (const { word, protocol, isTrigger } of exposeWords(dockerfile)) {
      const lower = protocol?.toLowerCase() ?? '';
      if (protocol === lower || !['tcp', 'udp', 'sctp'].includes(lower)) continue;
      const message = `The protocol in \`${word.text}\` should be in small letters.`;
      const span = { start: word.span.end - lower.length, end: word.span.end };
      if (dockerfile.text.slice(span.start, span.end) !== protocol) {
        yield { span, message, fix: null, left: 'a continuation stands inside the protocol' };
        continue;
      }
      const fix = {
        title: 'Write the protocol of EXPOSE in small letters',
        edits: [{ span, text: lower }],
        effects: isTrigger ? (['onbuild'] as const) : [],
      };
      yield { span, message, fix };
    }
  },
} satisfies Rule;
