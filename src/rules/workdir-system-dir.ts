import type { Rule } from '../findings/rule.ts';
import { workdirPath } from '../findings/working-directory.ts';

/** Directories of the kernel and the boot loader (Trivy, DS-0030; `/sys` is of the same kind). */
const SYSTEM = /^\/+(proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/;

export default {
  id: 'workdir-system-dir',
  summary: 'WORKDIR is a directory of the kernel',
  rationale:
    'What lies in `/proc`, `/sys`, `/dev` and `/boot` belongs to the kernel of the host. A working ' +
    'directory there was used to break out of containers (`/proc/self/fd/…`, CVE-2024-21626), and ' +
    'what the build writes there is hidden once the container runs.',
  severity: 'high',
  safety: null,
  effects: [],
  about: ['WORKDIR'],
  aliases: { trivy: ['DS-0030', 'DS030'], dockle: ['DKL-DI-0002'] },
  references: [
    'https://avd.aquasec.com/misconfig/ds-0030',
    'https://nvd.nist.gov/vuln/detail/CVE-2024-21626',
  ],
  examples: [
    {
      name: 'the directory is a file descriptor of the builder',
      before: 'FROM debian:12\nWORKDIR /proc/self/fd/8\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const outer of dockerfile.instructions) {
      const instruction = outer.trigger ?? outer;
      if (instruction.keyword !== 'WORKDIR') continue;
      const found = SYSTEM.exec(workdirPath(dockerfile, instruction) ?? '')?.[1];
      if (found === undefined) continue;
      const message = `The working directory lies in \`/${found}\`, which belongs to the kernel of the host.`;
      const left = 'which directory was meant is not in the file';
      yield { span: instruction.bodySpan, message, fix: null, left };
    }
  },
} satisfies Rule;
