import { exposeWords } from '../findings/expose-words.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'expose-host-mapping',
  summary: 'EXPOSE names an address or port of the host',
  rationale:
    'EXPOSE only notes which ports the program in the image listens on. Where they appear on the host is ' +
    'said when the container is started (`docker run -p`, `ports:` of Compose), and the builder ignores ' +
    'the host part; a future one will refuse it. The fix keeps the port of the container.',
  severity: 'low',
  safety: 'review',
  effects: [],
  about: ['EXPOSE'],
  aliases: { buildkit: ['ExposeInvalidFormat'] },
  references: [
    'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
    'https://docs.docker.com/reference/dockerfile/#expose',
  ],
  examples: [
    {
      name: 'a port of the host stands in front',
      before: 'FROM debian:12\nEXPOSE 8080:80\n',
      after: 'FROM debian:12\nEXPOSE 80\n',
    },
  ],
  *check(dockerfile) {
    for (const { word, host, isTrigger } of exposeWords(dockerfile)) {
      if (host === null) continue;
      const message = `\`${host}:\` in \`${word.text}\` has no effect: EXPOSE cannot publish a port on the host.`;
      const { span } = word;
      const end = span.start + host.length + 1;
      if (dockerfile.text.slice(span.start, end) !== `${host}:`) {
        yield { span, message, fix: null, left: 'a continuation stands inside the port' };
        continue;
      }
      const fix = {
        title: 'Keep only the container’s port in EXPOSE',
        edits: [{ span: { start: span.start, end }, text: '' }],
        effects: isTrigger ? (['onbuild'] as const) : [],
        review: `Whoever starts the container has to publish the port with \`-p ${word.text}\`, now as before.`,
      };
      yield { span, message, fix };
    }
  },
} satisfies Rule;
