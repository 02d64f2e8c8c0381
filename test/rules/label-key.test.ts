import rule from '../../src/rules/label-key.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'keys follow the guidelines':
      'FROM debian:12\nLABEL maintainer=a org.example.my-key2=b "com.example.x"=c\n',
    'the key is a build argument': 'FROM debian:12\nARG K\nLABEL $K=a\n',
  },
  leaves: {
    'the key has capital letters': ['FROM debian:12\nLABEL Version=1\n', [2], /both sides/],
    'the key has other characters, or ends in one': [
      'FROM debian:12\nLABEL my_key=1 \\\n a.=2 \\\n a..b=3 \\\n a--b=4\n',
      [2, 3, 4, 5],
    ],
    'the namespace is reserved': ['FROM debian:12\nLABEL com.docker.x=1\n', [2]],
  },
});
