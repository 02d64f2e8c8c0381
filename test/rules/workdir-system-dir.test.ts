import rule from '../../src/rules/workdir-system-dir.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the directory is the program’s own': 'FROM a:1\nWORKDIR /app\nWORKDIR /etc/nginx\n',
    'the name only begins like one': 'FROM a:1\nWORKDIR /processor\nWORKDIR /developer\n',
    'the directory lies deeper': 'FROM a:1\nWORKDIR /app/proc\n',
    'the directory is not known': 'FROM a:1\nARG D\nWORKDIR $D/proc\n',
  },
  leaves: {
    'a file descriptor': ['FROM a:1\nWORKDIR /proc/self/fd/8\n', [2], /which directory/],
    'the directory itself': ['FROM a:1\nWORKDIR "/boot"\nWORKDIR /dev/\n', [2, 3]],
    'a variable holds it': ['FROM a:1\nENV D=/sys\nWORKDIR $D/fs\n', [3]],
    'it is for images built on this': ['FROM a:1\nONBUILD WORKDIR /proc\n', [2]],
  },
});
