import rule from '../../src/rules/rpm-nosignature.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'packages are verified': 'FROM rockylinux:9\nRUN rpm -ivh https://example.com/a.rpm\n',
    'another command has the word': 'FROM rockylinux:9\nRUN rpm -i a.rpm && echo --nodigest\n',
  },
  leaves: {
    'each of the options counts, once a call': [
      'FROM rockylinux:9\nRUN rpm -i --nosignature a.rpm\nRUN rpm --nodigest -i a.rpm\nRUN rpm -i a.rpm --noverify --nofiledigest\n',
      [2, 3, 4],
      /rpm --import/,
    ],
  },
});
