import { hasOption } from '../dockerfile/command-line.ts';
import { versionMatched } from '../findings/locked-version.ts';
import type { LockFile } from '../findings/locked-version.ts';
import { asksForVersions, versionsOr } from '../findings/pin-packages.ts';
import type { PinForm } from '../findings/pin-packages.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import { comparableName } from '../image/package-name.ts';
import type { Rule } from '../findings/rule.ts';

const LEFT =
  'which version is right is not to be seen in the Dockerfile: write the one that `pip freeze` shows in the built image behind `==`, or keep all in a requirements file with hashes';

/** `flask` of `flask[async]` (PEP 508). */
const NAME = /^([A-Za-z0-9][\w.-]{0,100})(?:\[[\w,. -]{0,100}\])?$/;
const REQUIRED = /^([\w.-]{1,100})(?:\[[\w,. -]{0,100}\])?[ \t]*==[ \t]*(\d[\w.!+-]{0,60})/gm;
/** `poetry.lock`, `uv.lock`. */
const LOCKED = /^name = "([\w.-]{1,100})"\r?\nversion = "([\w.!+-]{1,60})"/gm;

const FORM: PinForm = {
  type: 'pypi',
  nameIn: (word) => NAME.exec(word)?.[1] ?? null,
  write: (word, version) => `${word}==${version}`,
  version: /^\d[\w.!+-]*$/,
  isPlace: (path) => !/\.(?:lock|txt|toml|json)$/.test(path),
  locks: [
    lockOf('requirements.txt', REQUIRED),
    lockOf('constraints.txt', REQUIRED),
    lockOf('poetry.lock', LOCKED),
    lockOf('uv.lock', LOCKED),
  ],
};

function lockOf(name: string, pattern: RegExp): LockFile {
  const sameName = (one: string, other: string) =>
    comparableName('pypi', one) === comparableName('pypi', other);
  return {
    name,
    versionIn: (text, wanted) => versionMatched(text, pattern, (one) => sameName(one, wanted)),
  };
}

const PINNING: Pinning = {
  managers: ['pip'],
  actions: new Set(['install']),
  isPinned: (text) => /[=<>@]|\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/.test(text) || isPathOrUrl(text),
  isExempt: (call) => hasOption(call, ['-c', '--constraint', '--find-links'], call.valueOptions),
  answer: versionsOr(LEFT, FORM),
};

export default {
  id: 'pip-unpinned',
  summary: 'Packages are installed by pip without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. pip takes `package==version`; a requirements file with hashes holds the packages that these need, too. The fix writes the version that a scan report or a lock file tells, where the policy asks for it (`pins`).',
  severity: 'medium',
  safety: 'review',
  opinionated: true,
  isAskedFor: asksForVersions,
  effects: ['packages', 'files'],
  paths: ['/**'],
  about: PINNING.managers,
  aliases: {
    hadolint: ['DL3013'],
    kics: ['Unpinned Package Version in Pip Install', '02d9c71f-3ee8-4986-9c27-1a20d0d19bfc'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3013',
    'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
  ],
  examples: [
    {
      name: 'a package without a version',
      before: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn\n',
      after: null,
    },
    {
      name: 'the policy asks for versions',
      policy: { pins: 'versions' },
      installed: [{ name: 'gunicorn', type: 'pypi', version: '23.0.0' }],
      before: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn\n',
      after: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
