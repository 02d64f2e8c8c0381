import { hasOption } from '../dockerfile/command-line.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import type { Rule } from '../findings/rule.ts';
import { runsCalling } from '../findings/runs.ts';
import { upgradeReason } from '../findings/upgrade-reason.ts';

const MANAGERS: readonly PackageManagerName[] = [
  'apt-get',
  'apt',
  'aptitude',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'tdnf',
  'zypper',
  'pacman',
];
/** With these only security fixes are taken, or nothing is done. */
const NARROW = ['--security', '--advisory', '--cve', '-s', '--simulate', '--dry-run'];

function upgradesAll(call: PackageCommand): boolean {
  if (!MANAGERS.includes(call.manager) || call.through.includes('xargs')) return false;
  if (call.action !== 'upgrade' && call.action !== 'dist-upgrade') return false;
  const action = call.actionWord?.value ?? '';
  // `zypper patch` and `dnf upgrade-minimal` are made for security fixes.
  if (action === 'patch' || action.endsWith('-minimal')) return false;
  return call.packages.length === 0 && !hasOption(call, NARROW, call.valueOptions);
}

export default {
  id: 'package-upgrade',
  summary: 'All packages of the base image are upgraded',
  rationale:
    'An upgrade of everything makes the image depend on the day of its build, and stores a second copy ' +
    'of what the base image holds. A newer base image has the same packages, and says so in its digest. ' +
    'It is not taken out, because until the base image moves it may bring security fixes.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: MANAGERS,
  aliases: {
    hadolint: ['DL3005', 'DL3035'],
    trivy: ['DS-0024', 'DS024'],
    kics: [
      'Run Using Upgrade Commands',
      '682fe378-c180-4bd5-8a14-95fc285fb269',
      'Run Using dnf Update',
      '09fda05e-da85-4ee7-ab8d-2800a5e6e756',
      'Use of Apk Upgrade',
      '989ab888-7d1e-410f-9dde-c64a1d367bf2',
      'Yum Update Enabled',
      '8f6456be-0018-46db-9ce6-b3b6dc8d34d2',
      'Run Using Zypper Update',
      'd4895357-dd49-4ba5-b726-1bb81cb50989',
    ],
    dockle: ['DKL-DI-0003'],
    semgrep: [
      'avoid-apk-upgrade',
      'avoid-dnf-update',
      'avoid-yum-update',
      'avoid-zypper-update',
      'avoid-apt-get-upgrade',
    ],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
    'https://github.com/hadolint/hadolint/wiki/DL3005',
    'https://avd.aquasec.com/misconfig/ds-0024',
  ],
  examples: [
    {
      name: 'apt-get upgrades everything',
      before: 'FROM debian:12\nRUN apt-get update && apt-get -y dist-upgrade\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsCalling(dockerfile, facts, MANAGERS)) {
      for (const call of run.calls) {
        if (!upgradesAll(call)) continue;
        yield {
          span: callSpan(call),
          message: `\`${nameOfCall(call)}\` upgrades every package of the base image, to versions that depend on the day of the build.`,
          fix: null,
          left: upgradeReason(dockerfile, facts, run),
        };
      }
    }
  },
} satisfies Rule;
