import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { readArguments } from '../dockerfile/command-arguments.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { Assent } from './assume-yes.ts';

/** How yum, dnf, microdnf and tdnf are told not to ask (dnf(8), yum(8)). */
export function rpmAssent(managers: readonly PackageManagerName[]): Assent {
  return {
    managers,
    actions: ['install', 'upgrade', 'dist-upgrade', 'remove', 'autoremove', 'build-dep'],
    options: ['-y', '--assumeyes', '--assumeno'],
    answers: hasSetting,
    inVariable: /(?:^|\s)(?:-[a-zA-Z]*y|--assumeyes)/,
    configured:
      /(?<!--setopt[= ]["']?)(?<![-\w])assumeyes\s{0,3}=|config-manager[^\n]{0,80}assumeyes|^(?:COPY|ADD) [^<\n]*\/etc\/(?:yum|dnf\/dnf)\.conf/i,
    insert: '-y',
    behind: 'action',
  };
}

/** `--setopt=assumeyes=1`. */
function hasSetting(call: PackageCommand): boolean {
  return readArguments(call, call.valueOptions).some((argument) => {
    if (argument.kind === 'operand' || argument.name !== '--setopt') return false;
    return /assumeyes/i.test(argument.value ?? '');
  });
}
