import type { Dockerfile } from '../dockerfile/model.ts';
import { labelsOf } from '../findings/labels.ts';
import type { Label } from '../findings/labels.ts';
import { nearName } from '../findings/near-name.ts';
import type { Fix, Rule } from '../findings/rule.ts';

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

/** The key of the specification that was probably meant; null where the value would be wrong there, too. */
function meantKey(key: string, value: string | null): string | null {
  if (!key.startsWith(OCI)) return null;
  const near = nearName(key.slice(OCI.length), [...OCI_FORMS.keys()]);
  if (near === null || value === null) return null;
  return OCI_FORMS.get(near)?.pattern.test(value) === true ? OCI + near : null;
}

/** Null where the key is not written as it is, for instance with a variable in it. */
function renaming(dockerfile: Dockerfile, { key, keySpan }: Label, meant: string): Fix | null {
  const { start, end } = keySpan;
  const offset = key === null ? -1 : dockerfile.text.slice(start, end).indexOf(key);
  if (key === null || offset === -1) return null;
  const span = { start: start + offset, end: start + offset + key.length };
  return {
    title: `Write the label \`${key}\` as \`${meant}\``,
    edits: [{ span, text: meant }],
    review: `See that nothing reads \`${key}\`.`,
  };
}

export default {
  id: 'invalid-label',
  summary: 'A label of the OCI annotations has a value that it must not have',
  rationale:
    'Registries and tools read these labels: the address of the source, the time of the build, the ' +
    'licence. They cannot use a value of another form, and skip a key that the specification does not ' +
    'define, such as `license` for `licenses`. The fix writes the key that was meant.',
  severity: 'info',
  safety: 'review',
  effects: ['labels'],
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
    {
      name: 'the key is nearly one of the specification',
      before: 'FROM debian:12\nLABEL org.opencontainers.image.license=MIT\n',
      after: 'FROM debian:12\nLABEL org.opencontainers.image.licenses=MIT\n',
    },
  ],
  *check(dockerfile) {
    const labels = labelsOf(dockerfile);
    const known = new Set(labels.map(({ key }) => key));
    for (const label of labels) {
      const { key, value, span } = label;
      const fault = key === null ? null : faultOf(key, value);
      if (key === null || fault === null) continue;
      const message = `${fault}.`;
      const meant = meantKey(key, value);
      const fix = meant === null || known.has(meant) ? null : renaming(dockerfile, label, meant);
      if (fix === null) yield { span, message, fix, left: LEFT };
      else yield { span, message, fix };
    }
  },
} satisfies Rule;
