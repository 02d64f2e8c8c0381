import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { variableMayGive } from '../findings/given-options.ts';
import { laterNeed } from '../findings/later-need.ts';
import type { Need } from '../findings/later-need.ts';
import { missingOption } from '../findings/option-insert.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { isMounted } from '../findings/run-mounts.ts';
import { runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const CACHE = ['/var/cache/apk', '/etc/apk/cache'];
const UPDATE = ['-U', '--update', '--update-cache'];
/** With one of these somebody has thought about the cache. */
const DELIBERATE = ['--cache-dir', '--cache-max-age', '--no-network'];

/** Calls of apk in other shells; those in RUN get the option themselves. */
const INDEX: Need = {
  uses: () => false,
  renews: (call) => call.manager === 'apk' && call.action === 'update',
  programs: new Set(),
  quoted: /\bapk\b(?![^"']{0,200}(?:--no-cache|-U|--update|\bupdate\b))[^"']{0,200}\badd\b/,
};

function lacksOption(call: PackageCommand): boolean {
  if (call.manager !== 'apk' || call.actionWord?.value !== 'add') return false;
  return !hasOption(call, ['--no-cache'], call.valueOptions);
}

function judge(dockerfile: Dockerfile, facts: Facts, run: Run, call: PackageCommand): Problem {
  const name = nameOfCall(call);
  const message = `\`${name}\` without \`--no-cache\` keeps the package index in the layer.`;
  const left = leftReason(run.run, call);
  if (left !== null) return { span: callSpan(call), message, fix: null, left };
  return missingOption(dockerfile, run, call, {
    option: '--no-cache',
    message,
    title: 'Add `--no-cache` to `apk add`',
    review: reviewReason(dockerfile, facts, run, call),
  });
}

function leftReason({ flags }: Instruction, call: PackageCommand): string | null {
  if (flags.some(({ name, value }) => name === 'network' && value === 'none')) {
    return 'the RUN has no network, and `--no-cache` would fetch the index';
  }
  const option = DELIBERATE.find((name) => hasOption(call, [name], call.valueOptions));
  return option === undefined ? null : `\`${option}\` says on purpose what apk does with its cache`;
}

/** Without the index that this call stores, a later call in a script may find no packages. */
function reviewReason(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  call: PackageCommand,
): string | null {
  if (!hasOption(call, UPDATE, call.valueOptions)) return null;
  const later = laterNeed(dockerfile, facts, run, INDEX);
  if (later === null) return null;
  return `Line ${later.line} runs shell code of its own; look whether it adds packages with the index that this call stores.`;
}

export default {
  id: 'apk-no-cache',
  summary: 'apk add keeps the package index in the layer',
  rationale:
    'apk stores the index of all repositories under `/var/cache/apk`, where it is of no use once the ' +
    'packages are installed. With `--no-cache` apk fetches the index, uses it and stores nothing, so ' +
    'that neither `apk update` before it nor a removal behind it is needed.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/var/cache/apk/**'],
  about: ['apk'],
  aliases: {
    hadolint: ['DL3019'],
    trivy: ['DS-0025', 'DS025'],
    kics: ['Apk Add Using Local Cache Path', 'ae9c56a6-3ed1-4ac0-9b54-31267f51151d'],
    dockle: ['DKL-DI-0004'],
    semgrep: ['missing-apk-no-cache'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3019',
    'https://avd.aquasec.com/misconfig/ds-0025',
  ],
  examples: [
    {
      name: 'packages are added and the index stays',
      before: 'FROM alpine:3.20\nRUN apk add curl\n',
      after: 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const run of runsCalling(dockerfile, facts, ['apk'])) {
      if (isMounted(run.run, CACHE)) continue;
      for (const call of run.calls) {
        if (!lacksOption(call)) continue;
        if (variableMayGive(dockerfile, facts, run, call, /--no-cache/)) continue;
        yield judge(dockerfile, facts, run, call);
      }
    }
  },
} satisfies Rule;
