import { givenModes } from '../findings/given-modes.ts';
import type { GivenMode } from '../findings/given-modes.ts';
import type { Rule } from '../findings/rule.ts';

/** What the programs that need root for one thing get instead (capabilities(7)). */
const CAPABILITIES: ReadonlyMap<string, string> = new Map([
  ['ping', 'cap_net_raw+ep'],
  ['ping6', 'cap_net_raw+ep'],
  ['traceroute', 'cap_net_raw+ep'],
  ['mtr-packet', 'cap_net_raw+ep'],
  ['tcpdump', 'cap_net_raw,cap_net_admin+ep'],
  ['dumpcap', 'cap_net_raw,cap_net_admin+ep'],
]);

/** Programs whose whole purpose is to become another user. */
const BECOMING = /^(?:su|sudo|gosu|su-exec|doas|newuidmap|newgidmap|fixuid)$/;

function leftReason({ paths }: GivenMode): string {
  const path = paths[0] ?? 'the program';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const capability = CAPABILITIES.get(name);
  if (capability !== undefined) {
    return `\`${name}\` needs no more than a capability: \`setcap ${capability} ${path}\` (package libcap2-bin on Debian, libcap on Alpine) in place of the mode`;
  }
  if (BECOMING.test(name)) {
    return `\`${name}\` lets every user of the container become root: start the container as root and let its entry point go on as another user, or set USER and leave \`${name}\` out`;
  }
  return `find out for what \`${path}\` needs its owner, and give it that alone: a capability (\`setcap\`), or files that belong to the user`;
}

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
    for (const given of givenModes(dockerfile, facts)) {
      const { text, mode, by, span } = given;
      if (!mode.setuid) continue;
      const message = `\`${by}\` with mode \`${text}\` lets everybody run it as its owner.`;
      yield { span, message, fix: null, left: leftReason(given) };
    }
  },
} satisfies Rule;
