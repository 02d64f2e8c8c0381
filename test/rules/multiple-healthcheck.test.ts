import rule from '../../src/rules/multiple-healthcheck.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'each stage has one': 'FROM a:1\nHEALTHCHECK CMD a\nFROM b:1\nHEALTHCHECK NONE\n',
  },
  fixes: {
    'one with options before another': [
      'FROM a:1\nHEALTHCHECK --interval=5s CMD ["a"]\nEXPOSE 80\nHEALTHCHECK CMD b || exit 1\n',
      'FROM a:1\nEXPOSE 80\nHEALTHCHECK CMD b || exit 1\n',
    ],
    'one that is switched off again': [
      'FROM a:1\nHEALTHCHECK CMD a\nHEALTHCHECK NONE\n',
      'FROM a:1\nHEALTHCHECK NONE\n',
    ],
  },
});
