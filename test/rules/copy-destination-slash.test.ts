import rule from '../../src/rules/copy-destination-slash.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the destination ends with a slash': 'FROM a:1\nCOPY a b /x/\nCOPY ["a", "b", "/x/"]\n',
    'the destination is the working directory':
      'FROM a:1\nCOPY a b .\nADD a b ./\nCOPY a b ..\nCOPY a b ./x/.\n',
    'there is one source': 'FROM a:1\nCOPY --chown=1:1 --from=b a /x\n',
    'the destination is a variable that ends with a slash': 'FROM a:1\nENV D=/x/\nCOPY a b $D\n',
    'the destination ends as directories on Windows do': '# escape=`\nFROM a:1\nCOPY a b C:\\x\\\n',
  },
  leaves: {
    'the paths are those of Windows': ['# escape=`\nFROM a:1\nCOPY a b C:\\x\n', [3], /Windows/],
  },
  fixes: {
    'a WORKDIR': [
      'FROM a:1\nWORKDIR /app\nCOPY a b /app\n',
      'FROM a:1\nWORKDIR /app\nCOPY a b /app/\n',
    ],
    'the parent of a WORKDIR of the stage below': [
      'FROM a:1 AS c\nWORKDIR /app/src\nFROM c\nCOPY a b /app\n',
      'FROM a:1 AS c\nWORKDIR /app/src\nFROM c\nCOPY a b /app/\n',
    ],
    'a directory of every image': [
      'FROM a:1\nCOPY a b /usr/local/bin\n',
      'FROM a:1\nCOPY a b /usr/local/bin/\n',
    ],
    'a directory that mkdir made': [
      'FROM a:1\nRUN mkdir -p -m 755 /x/y\nCOPY a b /x/y\n',
      'FROM a:1\nRUN mkdir -p -m 755 /x/y\nCOPY a b /x/y/\n',
    ],
    'a directory that files were copied into': [
      'FROM a:1\nCOPY c /x/\nCOPY a b /x\n',
      'FROM a:1\nCOPY c /x/\nCOPY a b /x/\n',
    ],
    'a relative directory': [
      'FROM a:1\nWORKDIR /app/src\nWORKDIR /app\nCOPY a b src\n',
      'FROM a:1\nWORKDIR /app/src\nWORKDIR /app\nCOPY a b src/\n',
    ],
    'a JSON array': ['FROM a:1\nCOPY ["a", "b", "/opt"]\n', 'FROM a:1\nCOPY ["a", "b", "/opt/"]\n'],
    'a destination in quotes': ['FROM a:1\nCOPY a b "/opt"\n', 'FROM a:1\nCOPY a b "/opt/"\n'],
    'here-documents': [
      'FROM a:1\nCOPY <<A <<B /tmp\nx\nA\ny\nB\n',
      'FROM a:1\nCOPY <<A <<B /tmp/\nx\nA\ny\nB\n',
    ],
    'a directory that nothing is known of, after a look': [
      'FROM a:1\nADD a b /x\n',
      'FROM a:1\nADD a b /x/\n',
      'review',
    ],
    'a directory that an empty image lacks, after a look': [
      'FROM scratch\nCOPY a b /etc\n',
      'FROM scratch\nCOPY a b /etc/\n',
      'review',
    ],
    'a directory that a later RUN makes, after a look': [
      'FROM a:1\nCOPY a b /x\nRUN mkdir /x\n',
      'FROM a:1\nCOPY a b /x/\nRUN mkdir /x\n',
      'review',
    ],
    'a variable, after a look': [
      'FROM a:1\nARG D\nCOPY a b $D\n',
      'FROM a:1\nARG D\nCOPY a b $D/\n',
      'review',
    ],
    'one behind ONBUILD, after a look': [
      'FROM a:1\nONBUILD COPY a b /x\n',
      'FROM a:1\nONBUILD COPY a b /x/\n',
      'review',
    ],
  },
});
