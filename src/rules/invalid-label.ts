import { labelsOf } from '../findings/labels.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'the right value is not in the file: write it as the annotations of OCI images want it, or remove the label';

const OCI = 'org.opencontainers.image.';

interface Form {
  readonly pattern: RegExp;
  /** What the value has to be. */
  readonly wanted: string;
}

const ADDRESS: Form = {
  pattern: /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*|mailto:\S+)$/i,
  wanted: 'a URL',
};
const TIME: Form = {
  pattern: /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/,
  wanted: 'a time as RFC 3339 writes it (`2026-01-31T12:00:00Z`)',
};
const LICENSES: Form = {
  pattern: /^\(*[\w.+:-]+\)*(?: (?:AND|OR|WITH) \(*[\w.+:-]+\)*)*$/i,
  wanted: 'an SPDX expression (`MIT OR Apache-2.0`)',
};
const DIGEST: Form = { pattern: /^[a-z0-9+._-]+:[0-9a-f]{32,}$/, wanted: 'a digest (`sha256:…`)' };
const WORD: Form = { pattern: /^\S+$/, wanted: 'one word' };
const ANYTHING: Form = { pattern: /\S/, wanted: 'a text' };

/** The annotations that the OCI image specification defines. */
const OCI_FORMS: ReadonlyMap<string, Form> = new Map([
  ['created', TIME],
  ['authors', ANYTHING],
  ['url', ADDRESS],
  ['documentation', ADDRESS],
  // Not always a URL: `git@host:path` is how git itself names it.
  [
    'source',
    { pattern: /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*|[^\s@]+@[^\s:]+:\S+)$/i, wanted: 'a URL' },
  ],
  ['version', WORD],
  ['revision', WORD],
  ['vendor', ANYTHING],
  ['licenses', LICENSES],
  ['ref.name', WORD],
  ['title', ANYTHING],
  ['description', ANYTHING],
  ['base.digest', DIGEST],
  ['base.name', WORD],
]);

const OTHER_FORMS: ReadonlyMap<string, Form> = new Map([
  ['org.label-schema.build-date', TIME],
  ['org.label-schema.url', ADDRESS],
]);

/** What is wrong with a label; null when nothing is. */
function faultOf(key: string, value: string | null): string | null {
  const isOci = key.startsWith(OCI);
  const form = isOci ? OCI_FORMS.get(key.slice(OCI.length)) : OTHER_FORMS.get(key);
  if (form === undefined) return isOci ? `The specification knows no \`${key}\`` : null;
  if (value === null || form.pattern.test(value)) return null;
  return value.trim() === '' ? `\`${key}\` is empty` : `\`${key}\` has to be ${form.wanted}`;
}

export default {
  id: 'invalid-label',
  summary: 'A label of the OCI annotations has a value that it must not have',
  rationale:
    'Registries and tools read these labels: the address of the source, the time of the build, the ' +
    'licence. They cannot use a value of another form, and skip a key that the specification does not ' +
    'define, such as `license` for `licenses`.',
  severity: 'info',
  safety: null,
  effects: [],
  about: ['LABEL'],
  aliases: {
    hadolint: ['DL3050', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056'],
    sonar: ['S7028'],
  },
  references: [
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    'https://github.com/hadolint/hadolint/wiki/DL3052',
    'https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/',
  ],
  examples: [
    {
      name: 'the time of the build has no zone',
      before: 'FROM debian:12\nLABEL org.opencontainers.image.created="2026-01-31"\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const { key, value, span } of labelsOf(dockerfile)) {
      const fault = key === null ? null : faultOf(key, value);
      if (fault === null) continue;
      yield { span, message: `${fault}.`, fix: null, left: LEFT };
    }
  },
} satisfies Rule;
