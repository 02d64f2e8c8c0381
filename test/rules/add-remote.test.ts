import rule from '../../src/rules/add-remote.ts';
import { testRule } from './rule-table.ts';

const COMMIT = 'a'.repeat(40);

testRule(rule, {
  passes: {
    'the file is local': 'FROM a:1\nADD a.tar /x\n',
    'a checksum is given': `FROM a:1\nADD --checksum=sha256:${'a'.repeat(64)} https://example.com/a /x\n`,
    'the commit is given': `FROM a:1\nADD https://github.com/a/b.git#${COMMIT} /x\nADD git@github.com:a/b.git?commit=${COMMIT} /y\n`,
    'curl downloads': 'FROM a:1\nRUN curl -O https://example.com/a\n',
  },
  leaves: {
    'a file': [
      'FROM a:1\nADD https://example.com/a.tgz /x/\n',
      [2],
      /checksum can only be told by fetching/,
    ],
    'an address with a variable': [
      'FROM a:1\nARG V=1\nADD https://example.com/$V /x\n',
      [3],
      /each value/,
    ],
    'an address in a variable': [
      'FROM a:1\nENV U=http://example.com/\nADD ${U}a b.txt /x/\n',
      [3],
      /each value/,
    ],
    'a tag of a repository': [
      'FROM a:1\nADD https://github.com/a/b.git#v1.0 /x\n',
      [2],
      /commit can only/,
    ],
    'a repository over ssh': ['FROM a:1\nADD git@github.com:a/b.git /x\n', [2], /commit can only/],
    'each of two addresses': [
      'FROM a:1\nADD https://a.test/a \\\n  https://a.test/b /x/\n',
      [2, 3],
    ],
    'one behind ONBUILD': ['FROM a:1\nONBUILD ADD https://example.com/a /x\n', [2]],
  },
});
