import type { Dockerfile, Flag } from '../dockerfile/model.ts';
import { globalScope } from '../dockerfile/scope.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import type { Rule } from '../findings/rule.ts';

const PLAIN = new Set(['$TARGETPLATFORM', '${TARGETPLATFORM}']);

/** `${TARGETPLATFORM:-linux/amd64}`: the default counts where a builder does not know the variable. */
const WITH_DEFAULT = /^\$\{TARGETPLATFORM:?-[^{}$]*\}$/;

/** True when the file gives the variable a value of its own, so that it names another platform. */
function isOverridden(dockerfile: Dockerfile): boolean {
  const pair = globalScope(dockerfile).definition('TARGETPLATFORM')?.pair ?? null;
  return pair !== null && pair.value !== null;
}

/** The flag and the blanks behind it. */
function removal({ text }: Dockerfile, { span }: Flag): TextEdit {
  let { end } = span;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end += 1;
  return { span: { start: span.start, end }, text: '' };
}

export default {
  id: 'redundant-target-platform',
  summary: 'FROM asks for the platform that it gets anyway',
  rationale:
    'Without `--platform` the builder takes the base image for the platform that is built for, which is ' +
    'what `$TARGETPLATFORM` says. The flag changes nothing and suggests that it does. The fix removes ' +
    'it.',
  severity: 'low',
  safety: 'safe',
  effects: [],
  aliases: {
    hadolint: ['DL3065'],
    buildkit: ['RedundantTargetPlatform'],
    kics: ['Using Platform Flag with FROM Command', 'b16e8501-ef3c-44e1-a543-a093238099c9'],
    semgrep: ['avoid-platform-with-from'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/redundant-target-platform/',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  examples: [
    {
      name: 'the platform is the one that is built for',
      before: 'FROM --platform=$TARGETPLATFORM debian:12\n',
      after: 'FROM debian:12\n',
    },
  ],
  *check(dockerfile) {
    if (isOverridden(dockerfile)) return;
    for (const { from } of dockerfile.stages) {
      for (const flag of from.flags) {
        const value = flag.name === 'platform' ? (flag.value ?? '') : '';
        const isPlain = PLAIN.has(value);
        if (!isPlain && !WITH_DEFAULT.test(value)) continue;
        const { span } = flag;
        const message = `\`--platform=${value}\` is what the builder does without it.`;
        const fix = {
          title: 'Remove `--platform=$TARGETPLATFORM`',
          edits: [removal(dockerfile, flag)],
        };
        if (isPlain) {
          yield { span, message, fix };
        } else {
          const review = 'The default only counts for a builder that does not set TARGETPLATFORM.';
          yield { span, message, fix: { ...fix, safety: 'review', review } };
        }
      }
    }
  },
} satisfies Rule;
