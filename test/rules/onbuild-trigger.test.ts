import rule from '../../src/rules/onbuild-trigger.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'other instructions follow': 'FROM a:1\nONBUILD RUN x\nONBUILD COPY . .\nONBUILD ARG A\n',
  },
  leaves: {
    'FROM follows': ['FROM a:1\nONBUILD FROM b:1\n', [2], /FROM of its own/],
    'MAINTAINER follows in small letters': ['from a:1\nonbuild maintainer b\n', [2], /who answers/],
    'ONBUILD follows': ['FROM a:1\nONBUILD ONBUILD RUN x\n', [2], /inner instruction/],
  },
});
