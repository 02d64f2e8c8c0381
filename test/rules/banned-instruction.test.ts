import rule from '../../src/rules/banned-instruction.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: { 'the organisation bans nothing': 'FROM debian:12\nVOLUME /data\n' },
});

testRule(rule, {
  policy: {
    banned: [
      { instruction: 'EXPOSE', value: '22*', remove: true, reason: 'no SSH' },
      { instruction: 'ADD', value: 'http*', remove: false },
    ],
  },
  passes: {
    'the arguments are others': 'FROM debian:12\nEXPOSE 8022\nADD a.tar.gz /opt/\n',
  },
  leaves: {
    'nobody said that it may go': [
      'FROM debian:12\nADD https://example.com/a /a\n',
      [2],
      /instead of ADD/,
    ],
  },
  fixes: {
    'it may go': [
      'FROM debian:12\nEXPOSE 22/tcp\nCMD ["sleep", "1"]\n',
      'FROM debian:12\nCMD ["sleep", "1"]\n',
    ],
  },
});
