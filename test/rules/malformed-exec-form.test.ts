import rule from '../../src/rules/malformed-exec-form.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the array is valid': 'FROM a:1\nRUN ["a"]\nCMD [ "b", "c" ]\n',
    'the command is a test':
      'FROM a:1\nRUN [ -f /x ] || exit 1\nRUN [ "a" = "b" ]\nRUN [ "$A" "=" "b" ]\nRUN [ "-f" "/b" ]\nCMD [ "$A" ] && b\n',
    'the command is a test of bash': 'FROM a:1\nRUN [[ -f /x ]]\n',
    'a bracket stands further on':
      'FROM a:1\nCMD a [b]\nCOPY a[0-9] [Mm]akefile /x/\nADD [a-z]* /x/\n',
    'PowerShell calls a class':
      'FROM a:1\nSHELL ["powershell"]\nRUN [Net.Security]::Protocol = 1\n',
    'the label is text': "FROM a:1\nLABEL a=['b']\n",
  },
  leaves: {
    'text stands behind the bracket': ['FROM a:1\nCMD ["a", "b"] c\n', [2], /behind the bracket/],
    'a string holds an escape': ["FROM a:1\nCMD ['a', 'b\\\\n']\n", [2], /an escape/],
    'words without quotes lack a comma': ['FROM a:1\nCMD ["a", b c]\n', [2], /in double quotes/],
    'two strings touch': ['FROM a:1\nCMD ["a""b"]\n', [2]],
    'a comment stands inside': ["FROM a:1\nCMD ['a', \\\n# c\n 'b']\n", [2]],
  },
  fixes: {
    'single quotes': ["FROM a:1\nENTRYPOINT ['a','b c']\n", 'FROM a:1\nENTRYPOINT ["a", "b c"]\n'],
    'single quotes behind a blank': [
      'FROM a:1\nCMD [ \'a\', "b" ]\n',
      'FROM a:1\nCMD ["a", "b"]\n',
    ],
    'single quotes in what fails the build': [
      "FROM a:1\nRUN ['a', '-b']\nCOPY ['c', '/d']\n",
      'FROM a:1\nRUN ["a", "-b"]\nCOPY ["c", "/d"]\n',
    ],
    'an array on two lines': ["FROM a:1\nCMD ['a', \\\n  'b']\n", 'FROM a:1\nCMD ["a", "b"]\n'],
    'a comma at the end, after a look': [
      'FROM a:1\nCMD ["a", "b", ]\n',
      'FROM a:1\nCMD ["a", "b"]\n',
      'review',
    ],
    'words without quotes, after a look': [
      'FROM a:1\nCMD [nginx, -g, "daemon off;"]\n',
      'FROM a:1\nCMD ["nginx", "-g", "daemon off;"]\n',
      'review',
    ],
    'a bracket that is missing, after a look': [
      'FROM a:1\nCMD ["a", "b"\n',
      'FROM a:1\nCMD ["a", "b"]\n',
      'review',
    ],
    'commas that are missing, after a look': [
      'FROM a:1\nENTRYPOINT [ "sh" "/wrapper.sh" ]\nCMD ["a" "b", "c"]\n',
      'FROM a:1\nENTRYPOINT ["sh", "/wrapper.sh"]\nCMD ["a", "b", "c"]\n',
      'review',
    ],
    'quotes in a string, after a look': [
      "FROM a:1\nCMD ['a', 'b \"c\"']\n",
      'FROM a:1\nCMD ["a", "b \\"c\\""]\n',
      'review',
    ],
    'typographic quotes, after a look': [
      'FROM a:1\nCMD [“a”, “b”]\n',
      'FROM a:1\nCMD ["a", "b"]\n',
      'review',
    ],
    'a volume, which exists today under another name': [
      "FROM a:1\nVOLUME ['/data']\n",
      'FROM a:1\nVOLUME ["/data"]\n',
      'review',
    ],
    'a health check, which fails today': [
      "FROM a:1\nHEALTHCHECK --interval=5s CMD ['a', 'b']\n",
      'FROM a:1\nHEALTHCHECK --interval=5s CMD ["a", "b"]\n',
      'review',
    ],
    'one behind ONBUILD': ["FROM a:1\nONBUILD CMD ['a']\n", 'FROM a:1\nONBUILD CMD ["a"]\n'],
  },
});
