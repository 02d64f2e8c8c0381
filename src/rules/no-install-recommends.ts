import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import { variableMayGive } from '../findings/given-options.ts';
import type { Rule } from '../findings/rule.ts';
import { runsCalling } from '../findings/runs.ts';

const OPTIONS = [
  '--no-install-recommends',
  '--install-recommends',
  '-s',
  '--simulate',
  '--dry-run',
];
const SETTING = /Install-Recommends/i;
const CONFIGURED =
  /(?<!-o ?["']?)(?<!--option[= ]["']?)(?<![-\w:])(?:APT::)?Install-Recommends[\s="'\\]|^(?:COPY|ADD) [^<\n]*\/etc\/apt\/apt\.conf/i;

function installsMore(call: PackageCommand): boolean {
  if (call.manager !== 'apt-get' && call.manager !== 'apt') return false;
  if (call.actionWord?.value !== 'install') return false;
  if (call.packages.length === 0 && !call.through.includes('xargs')) return false;
  if (hasOption(call, OPTIONS, call.valueOptions)) return false;
  return !call.words.some(({ text }) => /APT::Install-Recommends/i.test(text));
}

export default {
  id: 'no-install-recommends',
  summary: 'apt-get installs recommended packages too',
  rationale:
    'apt-get also installs what packages recommend, which can be many times what they need: a larger ' +
    'image, and more code that may have flaws. `--no-install-recommends` keeps to what is needed. It ' +
    'is not added on its own, because some of what is recommended may be needed after all, for ' +
    'instance certificates; name such packages, then add the option.',
  severity: 'info',
  safety: null,
  effects: [],
  about: ['apt-get', 'apt'],
  aliases: {
    hadolint: ['DL3015'],
    trivy: ['DS-0029', 'DS029'],
    kics: ['APT-GET Not Avoiding Additional Packages', '7384dfb2-fcd1-4fbf-91cd-6c44c318c33c'],
    dockle: ['CIS-DI-0003'],
    semgrep: ['missing-no-install-recommends'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://github.com/hadolint/hadolint/wiki/DL3015',
    'https://avd.aquasec.com/misconfig/ds-0029',
  ],
  examples: [
    {
      name: 'a package brings recommended ones',
      before: 'FROM debian:12\nRUN apt-get update && apt-get install -y python3\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const isConfigured = writtenBefore(dockerfile, CONFIGURED);
    for (const run of runsCalling(dockerfile, facts, ['apt-get', 'apt'])) {
      for (const call of run.calls) {
        if (!installsMore(call) || isConfigured(run, call.command.span.start)) continue;
        if (variableMayGive(dockerfile, facts, run, call, SETTING)) continue;
        yield {
          span: callSpan(call),
          message: `\`${nameOfCall(call)}\` without \`--no-install-recommends\` installs packages that are only recommended.`,
          fix: null,
          left: 'it would change the package set, and a package that is only recommended may be needed',
        };
      }
    }
  },
} satisfies Rule;
