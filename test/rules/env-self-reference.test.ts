import rule from '../../src/rules/env-self-reference.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the variable is defined before': 'FROM a:1\nENV A=1\nENV B=$A C=2\n',
    'the variable had the same value before': 'FROM a:1\nARG A=1\nENV A=1 B=$A\n',
    'an ARG is made a variable of the image': 'FROM a:1\nARG A\nENV A="${A}" B=x/$A\n',
    'a variable is extended': 'FROM a:1\nENV PATH=/x:$PATH B=1\n',
    'the reference is text': "FROM a:1\nENV A=1 B='$A' C=\\$A\n",
    'the reference has a default': 'FROM a:1\nENV A=1 B=${A:-2}\n',
    'LABEL defines no variables': 'FROM a:1\nLABEL A=1 B=$A\n',
  },
  leaves: {
    'the variable stands before': [
      'FROM a:1\nENV A=1 B=$A\n',
      [2],
      /today `\$A` is nothing, or what the base/,
    ],
    'the variable stands on another line': ['FROM a:1\nENV A=1 \\\n  B=${A}/x\n', [3]],
    'the variable stands behind': ['FROM a:1\nENV B="x $A" A=1\n', [2]],
    'the variable had another value before': [
      'FROM a:1\nARG A=1\nENV A=2 B=$A\n',
      [3],
      /today `\$A` is `1` there/,
    ],
    'the variable has a default behind an ARG': ['FROM a:1\nARG A\nENV A=${A:-1} B=x/$A\n', [3]],
    'the variable of another stage does not count': [
      'FROM a:1\nENV A=1\nFROM a:1\nENV A=2 B=$A\n',
      [4],
    ],
  },
});
