import { givenModes } from '../findings/given-modes.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'whether the program may do without the rights of its owner is not in the file; give it a capability (`setcap`) or the files that it needs instead, where that is enough';

export default {
  id: 'setuid-bit',
  summary: 'A program gets the rights of its owner for everybody who starts it',
  rationale:
    'A setuid program runs as its owner, most often root, whoever starts it. A mistake in it gives ' +
    'root to every user of the container, and makes USER worth little. `--security-opt ' +
    'no-new-privileges` and the restricted policy of Kubernetes stop such programs from working.',
  severity: 'medium',
  safety: null,
  effects: [],
  aliases: { dockle: ['CIS-DI-0008'] },
  references: [
    'https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#cis-di-0008',
    'https://man7.org/linux/man-pages/man2/chmod.2.html',
  ],
  examples: [
    {
      name: 'a tool is made setuid',
      before: 'FROM debian:12\nCOPY tool /usr/bin/tool\nRUN chmod u+s /usr/bin/tool\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { text, mode, by, span } of givenModes(dockerfile, facts)) {
      if (!mode.setuid) continue;
      const message = `\`${by}\` with mode \`${text}\` lets everybody run it as its owner.`;
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
