import rule from '../../src/rules/legacy-key-value.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'all pairs have an equals sign': 'FROM a:1\nENV A=1 B="2 3"\nLABEL a.b=c\n',
    'the value of a pair ends with a name': 'FROM a:1\nENV A="b c"\n',
    'ARG knows no such form': 'FROM a:1\nARG A\n',
  },
  leaves: {
    'blanks stand around an equals sign': ['FROM a:1\nENV A = b\n', [2], /belongs to the value/],
    'a quote does not end': ["FROM a:1\nENV A it's\n", [2], /quotes/],
    'a comment stands before the value': ['FROM a:1\nENV A \\\n# c\n  b\n', [2], /comment/],
    'a substitution holds quotes': ['FROM a:1\nENV A x ${B:-"c d"}\n', [2], /quotes/],
    'lines and quotes are mixed': ['FROM a:1\nENV A "b" \\\n  c\n', [2], /broken into lines/],
  },
  fixes: {
    'one word': ['FROM a:1\nENV A b\n', 'FROM a:1\nENV A=b\n'],
    'inner blanks are kept': ['FROM a:1\nENV  A\tb   c\n', 'FROM a:1\nENV  A="b   c"\n'],
    'one quoted word stays as it is': [
      'FROM a:1\nENV A "b c"\nENV B \'$d e\'\n',
      'FROM a:1\nENV A="b c"\nENV B=\'$d e\'\n',
    ],
    'quotes among other words were no part of the value': [
      'FROM a:1\nENV A -x="b c" \'d $e "\' f\n',
      'FROM a:1\nENV A="-x=b c d \\$e \\" f"\n',
    ],
    'escaped characters': [
      'FROM a:1\nENV A b\\ c \\"d\\" \\$e \\\\f \\g\n',
      'FROM a:1\nENV A="b c \\"d\\" \\$e \\\\f g"\n',
    ],
    'an escaped blank keeps a word together': [
      'FROM a:1\nENV A b\\ c\n',
      'FROM a:1\nENV A=b\\ c\n',
    ],
    'variables are still expanded': [
      'FROM a:1\nENV P /x\nENV A $P/y ${P}z ${Q:-r s}\n',
      'FROM a:1\nENV P=/x\nENV A="$P/y ${P}z ${Q:-r s}"\n',
    ],
    'a variable that a quote cut off gets braces': [
      'FROM a:1\nENV P x\nENV A $P"y" z\n',
      'FROM a:1\nENV P=x\nENV A="${P}y z"\n',
    ],
    'a lone dollar sign': ['FROM a:1\nENV A cost $ "b"\n', 'FROM a:1\nENV A="cost \\$ b"\n'],
    'what looks like a comment or a pair was part of the value': [
      'FROM a:1\nENV A b # c\nENV D e F=g\n',
      'FROM a:1\nENV A="b # c"\nENV D="e F=g"\n',
    ],
    'a value on several lines': [
      'FROM a:1\nLABEL a.b c \\\n  # why\n  d\n',
      'FROM a:1\nLABEL a.b="c \\\n  # why\n  d"\n',
    ],
    'a value on the next line': ['FROM a:1\nENV A \\\n  b\n', 'FROM a:1\nENV A=b\n'],
    'a quoted name of LABEL': ['FROM a:1\nLABEL "a.b" c d\n', 'FROM a:1\nLABEL "a.b"="c d"\n'],
    'another escape character': [
      '# escape=`\nFROM a:1\nENV A C:\\x `"y\n',
      '# escape=`\nFROM a:1\nENV A="C:\\x `"y"\n',
    ],
    'one behind ONBUILD': ['FROM a:1\nONBUILD ENV A b c\n', 'FROM a:1\nONBUILD ENV A="b c"\n'],
    'Windows line endings': ['FROM a:1\r\nENV A b c\r\n', 'FROM a:1\r\nENV A="b c"\r\n'],
  },
});
