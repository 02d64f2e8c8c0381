import rule from '../../src/rules/multiple-cmd.ts';
import { testRule } from './rule-table.ts';

const LAST = 'CMD ["b"]\n';

testRule(rule, {
  passes: {
    'each stage has one': 'FROM a:1 AS x\nCMD ["a"]\nFROM b:1\nCMD ["b"]\n',
    'the base stage has one, too': 'FROM a:1 AS x\nCMD ["a"]\nFROM x\nCMD ["b"]\n',
    'one of two is for child images': `FROM a:1\nONBUILD CMD ["a"]\n${LAST}`,
  },
  fixes: {
    'two neighbours': [`FROM a:1\nCMD ["a"]\n${LAST}`, `FROM a:1\n${LAST}`],
    'three of different forms': [
      `FROM a:1\nCMD a --b "c d" | e\nUSER x\nCMD ["a"]\n${LAST}`,
      `FROM a:1\nUSER x\n${LAST}`,
    ],
    'one on several lines with Windows line endings': [
      'FROM a:1\r\nCMD a \\\r\n  b\r\nCMD ["b"]\r\n',
      'FROM a:1\r\nCMD ["b"]\r\n',
    ],
    'one between blank lines, of which one stays': [
      `FROM a:1\n\nCMD ["a"]\n\n${LAST}`,
      `FROM a:1\n\n${LAST}`,
    ],
    'one with a comment inside, which stays': [
      `FROM a:1\nCMD a \\\n  # why\n  b\n${LAST}`,
      `FROM a:1\n# why\n${LAST}`,
    ],
    'one before ENTRYPOINT, which resets the CMD of the base only': [
      'FROM node:20\nCMD ["a"]\nENTRYPOINT ["e"]\nCMD ["b"]\n',
      'FROM node:20\nENTRYPOINT ["e"]\nCMD ["b"]\n',
    ],
    'one below a comment, which a person should look at': [
      `FROM a:1\n# for tests\nCMD ["a"]\n${LAST}`,
      `FROM a:1\n# for tests\n${LAST}`,
      'review',
    ],
    'one of an earlier stage': [
      'FROM a:1 AS x\nCMD ["a"]\nCMD ["b"]\nFROM x\nRUN true',
      'FROM a:1 AS x\nCMD ["b"]\nFROM x\nRUN true',
    ],
  },
});
