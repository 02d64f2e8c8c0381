import { readArguments } from '../dockerfile/command-arguments.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { findQuestions } from '../findings/assume-yes.ts';
import type { Assent } from '../findings/assume-yes.ts';
import type { Rule } from '../findings/rule.ts';

/** `APT::Get::Assume-Yes` and `quiet=2`, as values of `-o` (apt.conf(5)). */
const ANSWERING = /^["']?(?:APT::Get::Assume-(?:Yes|No)\b|quiet["']?=["']?[2-9])/i;

const ASSENT: Assent = {
  managers: ['apt-get', 'apt', 'aptitude'],
  actions: ['install', 'upgrade', 'dist-upgrade', 'remove', 'autoremove', 'build-dep'],
  options: [
    '-y',
    '--yes',
    '--assume-yes',
    '--assume-no',
    '-s',
    '--simulate',
    '--just-print',
    '--dry-run',
    '--recon',
    '--no-act',
    '--print-uris',
    '--trivial-only',
  ],
  answers,
  inVariable: /(?:^|\s)(?:-[a-zA-Z]*(?:y|qq|q=2)|--yes|--assume-yes|-\S*Assume-Yes)/,
  configured:
    /(?<!-o ?["']?)(?<!--option[= ]["']?)(?<![-\w:])(?:APT::Get::)?Assume-Yes[\s="'\\]{1,8}(?:true|yes|1|on)|^(?:COPY|ADD) [^<\n]*\/etc\/apt\/apt\.conf/i,
  insert: '-y',
  behind: 'action',
};

/** Quiet level 2 implies `-y` (apt-get(8)). */
function answers(call: PackageCommand): boolean {
  let quiet = 0;
  for (const argument of readArguments(call, call.valueOptions)) {
    if (argument.kind === 'operand') continue;
    const { name, value } = argument;
    if (name === '-q' || name === '--quiet') quiet += value === null ? 1 : Number(value);
    const isSetting = name === '-o' || name === '--option';
    if (isSetting && value !== null && ANSWERING.test(value)) return true;
  }
  return quiet >= 2;
}

export default {
  id: 'apt-get-yes',
  summary: 'apt-get changes packages without `-y`',
  rationale:
    'apt-get asks before it installs, upgrades or removes more than it was told to, and aborts when ' +
    'nobody answers. During a build nobody can. Whether it asks depends on the packages in the base ' +
    'image and on the mirror, so that a build that works today may stop tomorrow. With `-y` it goes on.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  about: ASSENT.managers,
  aliases: {
    hadolint: ['DL3014'],
    trivy: ['DS-0021', 'DS021'],
    kics: [
      'APT-GET Missing Flags To Avoid Manual Input',
      "APT-GET Missing '-y' To Avoid Manual Input",
      '77783205-c4ca-4f80-bb80-c777f267c547',
    ],
    semgrep: ['missing-assume-yes-switch'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3014',
    'https://avd.aquasec.com/misconfig/ds-0021',
    'https://manpages.debian.org/apt-get',
  ],
  examples: [
    {
      name: 'a package is installed without an answer',
      before: 'FROM debian:12\nRUN apt-get update && apt-get install curl\n',
      after: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findQuestions(dockerfile, facts, ASSENT);
  },
} satisfies Rule;
