import rule from '../../src/rules/rpm-nosignature.ts';
import { testRule } from './rule-table.ts';

const WARNS = 'the rpm of the image only warns where it does not know the key of a package';
const WHOLE = 'the package is what its header says, with digests that the rpm of the image takes';

testRule(rule, {
  passes: {
    'packages are verified': 'FROM rockylinux:9\nRUN rpm -ivh https://example.com/a.rpm\n',
    'another command has the word': 'FROM rockylinux:9\nRUN rpm -i a.rpm && echo --nodigest\n',
  },
  leaves: {
    'the command is in the exec form': [
      'FROM rockylinux:9\nRUN ["rpm", "-i", "--nosignature", "a.rpm"]\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'each of the options goes': {
      before:
        'FROM rockylinux:9\nRUN rpm -i --nosignature a.rpm\nRUN rpm --nodigest -i a.rpm\nRUN rpm -i a.rpm --noverify --nofiledigest\n',
      after: 'FROM rockylinux:9\nRUN rpm -i a.rpm\nRUN rpm -i a.rpm\nRUN rpm -i a.rpm\n',
      preconditions: { [WARNS]: 'held', [WHOLE]: 'unknown' },
    },
    'a key is imported before': {
      before:
        'FROM fedora:43\nRUN rpm --import https://example.com/key \\\n && rpm -ivh \\\n    --nosignature https://example.com/a.rpm\n',
      after:
        'FROM fedora:43\nRUN rpm --import https://example.com/key \\\n && rpm -ivh https://example.com/a.rpm\n',
      preconditions: { 'line 2 imports a key before': 'held' },
    },
    'the rpm of the image may be one that refuses': {
      before: 'FROM fedora:43\nRUN rpm -i --nosignature a.rpm\n',
      after: 'FROM fedora:43\nRUN rpm -i a.rpm\n',
      preconditions: { [WARNS]: 'unknown' },
    },
  },
});
