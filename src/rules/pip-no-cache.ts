import { hasOption } from '../dockerfile/command-line.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import { callSpan, nameOfCall } from '../findings/call-text.ts';
import { writtenBefore } from '../findings/earlier-text.ts';
import { isInEnvironment, variableMayGive } from '../findings/given-options.ts';
import { missingOption } from '../findings/option-insert.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { temporaryTargets } from '../findings/run-mounts.ts';
import { runsCalling } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

/** Puts `no-cache-dir` into a configuration of pip, or a configuration file in place. */
const CONFIGURED =
  /pip3? config\b[^\n]{0,80}no[-_]cache[-_]dir|(?<![-_])no[-_]cache[-_]dir\s{0,3}=|^(?:COPY|ADD) [^<\n]*(?:pip\.conf|\.pip\/|\.config\/pip)/i;

/** Distributions whose pip is older than 6.0, the first with the option. */
const OLD =
  /(?:^|[:/-])(?:precise|trusty|wheezy|squeeze|jessie)\b|ubuntu:1[0-4]\.|debian:[5-8](?:\D|$)/;

/** A cache that is made to last or to vanish: by a mount, or by options of its own. */
function isManaged({ run }: Run, call: PackageCommand, cache: string | null): boolean {
  if (hasOption(call, ['--cache-dir'], call.valueOptions)) return true;
  return temporaryTargets(run).some(
    (target) => /(?:^|\/)\.cache$|pip|\$/.test(target) || (cache !== null && target === cache),
  );
}

/** `rm -rf ~/.cache` or `pip cache purge` behind the call. */
function isEmptied({ script, calls }: Run, { command }: PackageCommand): boolean {
  const { start } = command.span;
  const purges = calls.some(
    (call) => call.manager === 'pip' && call.action === 'clean' && call.command.span.start > start,
  );
  return purges || removesCache(script, start);
}

function removesCache({ commands }: ShellScript, start: number): boolean {
  return commands.some(
    ({ words, span }) =>
      span.start > start &&
      words.some(({ text }) => text === 'rm') &&
      words.some(({ text }) =>
        /\.cache(?:\/pip)?(?:\/\*?)?["']?$|^["']?\/root(?:\/\.?\*)?["']?$/.test(text),
      ),
  );
}

function lacksOption(call: PackageCommand): boolean {
  if (call.manager !== 'pip' || call.actionWord?.value !== 'install') return false;
  return !hasOption(call, ['--no-cache-dir', '--no-cache', '--help'], call.valueOptions);
}

function isQuiet(dockerfile: Dockerfile, facts: Facts, run: Run, call: PackageCommand): boolean {
  const cache = facts.before(run.run).env.get('PIP_CACHE_DIR') ?? null;
  return (
    isInEnvironment(dockerfile, facts, run, call, 'PIP_NO_CACHE_DIR') ||
    isManaged(run, call, cache) ||
    isEmptied(run, call) ||
    variableMayGive(dockerfile, facts, run, call, /--no-cache-dir/)
  );
}

function judge(dockerfile: Dockerfile, run: Run, call: PackageCommand): Problem {
  const name = nameOfCall(call);
  const message = `\`${name}\` without \`--no-cache-dir\` keeps downloaded packages and built wheels in the layer.`;
  const old = OLD.exec(rootOf(run.stage).base.text)?.[0];
  if (old !== undefined) {
    const left = `the pip of this base image (\`${old.replace(/^[:/-]/, '')}\`) may be too old to know the option`;
    return { span: callSpan(call), message, fix: null, left };
  }
  return missingOption(dockerfile, run, call, {
    option: '--no-cache-dir',
    message,
    title: `Add \`--no-cache-dir\` to \`${name}\``,
    review: null,
  });
}

function rootOf(stage: Stage): Stage {
  let root = stage;
  while (root.parent !== null) root = root.parent;
  return root;
}

export default {
  id: 'pip-no-cache',
  summary: 'pip install keeps its cache in the layer',
  rationale:
    'pip stores what it downloads and the wheels that it builds under `~/.cache/pip`, for the next ' +
    'installation. In an image there is none, and the files stay in the layer. With `--no-cache-dir` ' +
    'pip installs the same packages and stores nothing.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  paths: ['/**/.cache', '/**/.cache/pip/**'],
  about: ['pip'],
  aliases: {
    hadolint: ['DL3042'],
    kics: ['Pip install Keeping Cached Packages', 'f2f903fb-b977-461e-98d7-b3e2185c6118'],
    semgrep: ['missing-pip-no-cache-dir'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3042',
    'https://pip.pypa.io/en/stable/topics/caching/',
  ],
  examples: [
    {
      name: 'requirements are installed and the cache stays',
      before: 'FROM python:3.13-slim\nRUN pip install -r requirements.txt\n',
      after: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir -r requirements.txt\n',
    },
  ],
  *check(dockerfile, facts) {
    const isConfigured = writtenBefore(dockerfile, CONFIGURED);
    for (const run of runsCalling(dockerfile, facts, ['pip'])) {
      for (const call of run.calls) {
        if (!lacksOption(call) || isQuiet(dockerfile, facts, run, call)) continue;
        if (!isConfigured(run, call.command.span.start)) yield judge(dockerfile, run, call);
      }
    }
  },
} satisfies Rule;
