import { hasOption } from '../dockerfile/command-line.ts';
import { findUnpinned, isPathOrUrl } from '../findings/unpinned-packages.ts';
import type { Pinning } from '../findings/unpinned-packages.ts';
import type { Rule } from '../findings/rule.ts';

const PINNING: Pinning = {
  managers: ['pip'],
  actions: new Set(['install']),
  isPinned: (text) => /[=<>@]|\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/.test(text) || isPathOrUrl(text),
  isExempt: (call) => hasOption(call, ['-c', '--constraint', '--find-links'], call.valueOptions),
  left: 'which version is right is not to be seen in the Dockerfile: write the one that `pip freeze` shows in the built image behind `==`, or keep all in a requirements file with hashes',
};

export default {
  id: 'pip-unpinned',
  summary: 'Packages are installed by pip without a version',
  rationale:
    'Without a version the same Dockerfile builds different images on different days, and a new release may break it. pip takes `package==version`; a requirements file with hashes holds the packages that these need, too.',
  severity: 'medium',
  safety: null,
  opinionated: true,
  effects: [],
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
  ],
  *check(dockerfile, facts) {
    yield* findUnpinned(dockerfile, facts, PINNING);
  },
} satisfies Rule;
