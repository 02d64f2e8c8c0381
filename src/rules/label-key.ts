import { labelsOf } from '../findings/labels.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'what reads the label is not in the file, and would not find it under another key; rename it on both sides';

const RESERVED = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;

/** What is wrong with a key; null when nothing is. */
function faultOf(key: string): string | null {
  if (RESERVED.test(key)) return 'is in a namespace that is reserved for Docker';
  if (!/^[a-z]/.test(key)) return 'has to begin with a lower-case letter';
  if (!/[a-z0-9]$/.test(key)) return 'has to end in a lower-case letter or a digit';
  if (!/^[a-z0-9.-]+$/.test(key))
    return 'may hold only lower-case letters, digits, dots and hyphens';
  return /\.\.|--/.test(key) ? 'must not hold two dots or hyphens in a row' : null;
}

export default {
  id: 'label-key',
  summary: 'A label has a key that the guidelines of Docker do not allow',
  rationale:
    'Any key works. The guidelines keep keys of different tools apart and make them easy to type: ' +
    'lower-case letters, digits, dots and hyphens, and the reversed name of a domain of yours in front.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  about: ['LABEL'],
  aliases: { hadolint: ['DL3048'], sonar: ['S7028'] },
  references: [
    'https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations',
    'https://github.com/hadolint/hadolint/wiki/DL3048',
  ],
  examples: [
    {
      name: 'the key has capital letters',
      before: 'FROM debian:12\nLABEL Version=1.0\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const { key, keySpan } of labelsOf(dockerfile)) {
      const fault = key === null ? null : faultOf(key);
      if (fault === null) continue;
      yield { span: keySpan, message: `The key \`${key ?? ''}\` ${fault}.`, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
