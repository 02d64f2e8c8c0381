import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import { variableMayGive } from '../findings/given-options.ts';
import { listed, lossesOf, textsOf } from '../findings/lost-packages.ts';
import type { Losses } from '../findings/lost-packages.ts';
import { nameMore } from '../findings/name-packages.ts';
import { withBrought } from '../findings/recommended-uses.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import { fixIn, runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const OPTION = '--no-install-recommends';

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

function isInstall({ manager, actionWord }: PackageCommand): boolean {
  return (manager === 'apt-get' || manager === 'apt') && actionWord?.value === 'install';
}

function installsMore(call: PackageCommand): boolean {
  if (call.packages.length === 0 && !call.through.includes('xargs')) return false;
  if (hasOption(call, OPTIONS, call.valueOptions)) return false;
  return !call.words.some(({ text }) => /APT::Install-Recommends/i.test(text));
}

/** The packages that the calls up to here name, those of the stages below included. */
function presentIn(present: Map<Stage, Set<string>>, facts: Facts, stage: Stage): Set<string> {
  const known = present.get(stage);
  if (known !== undefined) return known;
  const { parent } = stage;
  // An image that brings wget for those who build on it has certificates, too.
  const base = facts.base(stage).gnuWget === true ? ['ca-certificates'] : [];
  const names = new Set(parent === null ? base : presentIn(present, facts, parent));
  present.set(stage, names);
  return names;
}

function problemOf(
  dockerfile: Dockerfile,
  run: Run,
  call: PackageCommand,
  losses: Losses,
): Problem {
  const span = callSpan(call);
  const message = `\`${nameOfCall(call)}\` without \`${OPTION}\` installs packages that are only recommended.`;
  const fix = fixOf(dockerfile, run, call, losses);
  return fix === null ? { span, message, fix, left: SPLIT_WORD } : { span, message, fix };
}

function fixOf(dockerfile: Dockerfile, run: Run, call: PackageCommand, losses: Losses): Fix | null {
  const edits = nameMore(dockerfile, run.script, call, OPTION, losses.named);
  if (edits === null) return null;
  const command = leadingWords(call.command, call.actionWord);
  const added = [OPTION, ...losses.named];
  const also = losses.named.length === 0 ? '' : ` and name ${listed(losses.named)}`;
  return fixIn(run, {
    title: `Add \`${OPTION}\`${also}`,
    edits,
    review:
      'Look whether something that runs in the image needs a package that only came because it was recommended.',
    commands: added.map((argument) => ({ kind: 'add-argument', command, argument })),
    preconditions: losses.preconditions,
  });
}

export default {
  id: 'no-install-recommends',
  summary: 'apt-get installs recommended packages too',
  rationale:
    'apt-get also installs what packages recommend, which can be many times what they need: a larger ' +
    'image, and more code that may have flaws. `--no-install-recommends` keeps to what is needed. The ' +
    'fix adds it and names those recommended packages that would be missed: certificates always, ' +
    'others (ssh for git, gpg, xz) where this file or a script of the repository uses them. What Debian 11 ' +
    'to 13 recommend is known for about 900 packages; where another one is installed the fix waits ' +
    'for a person who asks for it.',
  severity: 'info',
  safety: 'review',
  effects: ['packages', 'files'],
  paths: ['/bin/**', '/etc/**', '/lib/**', '/sbin/**', '/usr/**', '/var/**'],
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
      name: 'a program that speaks TLS brings certificates only because it recommends them',
      before: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\n',
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates\n',
    },
    {
      name: 'git clones over ssh',
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y ca-certificates git\nRUN git clone git@example.com:a/b.git\n',
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git openssh-client\nRUN git clone git@example.com:a/b.git\n',
    },
  ],
  *check(dockerfile, facts) {
    const isConfigured = writtenBefore(dockerfile, CONFIGURED);
    const present = new Map<Stage, Set<string>>();
    for (const run of runsCalling(dockerfile, facts, ['apt-get', 'apt'])) {
      const names = presentIn(present, facts, run.stage);
      for (const call of run.calls) {
        if (!isInstall(call)) continue;
        for (const { value } of call.packages) if (value !== null) names.add(value);
        if (!installsMore(call) || isConfigured(run, call.command.span.start)) continue;
        if (variableMayGive(dockerfile, facts, run, call, SETTING)) continue;
        const all = withBrought(names);
        const texts = () => textsOf(dockerfile, facts, run.stage);
        const losses = lossesOf(call, (name) => all.has(name), texts);
        for (const name of losses.named) names.add(name);
        yield problemOf(dockerfile, run, call, losses);
      }
    }
  },
} satisfies Rule;
