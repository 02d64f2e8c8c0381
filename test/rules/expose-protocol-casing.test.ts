import rule from '../../src/rules/expose-protocol-casing.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the protocol is in small letters': 'FROM a:1\nEXPOSE 80/tcp 53/udp\n',
    'there is no protocol': 'FROM a:1\nEXPOSE 80 8000-8010\n',
    'the protocol is a variable': 'FROM a:1\nARG P=TCP\nEXPOSE 80/$P\n',
    'the protocol does not exist': 'FROM a:1\nEXPOSE 80/HTTP\n',
  },
  leaves: {
    'a continuation cuts the protocol': ['FROM a:1\nEXPOSE 80/T\\\nCP\n', [2], /continuation/],
  },
  fixes: {
    'two of three': [
      'FROM a:1\nEXPOSE 80/TCP 443/tcp 53/Udp\n',
      'FROM a:1\nEXPOSE 80/tcp 443/tcp 53/udp\n',
    ],
    'behind a range and a variable': [
      'FROM a:1\nENV PORT=80\nEXPOSE 8000-8010/UDP ${PORT:-81}/SCTP\n',
      'FROM a:1\nENV PORT=80\nEXPOSE 8000-8010/udp ${PORT:-81}/sctp\n',
    ],
    'behind ONBUILD': ['FROM a:1\nONBUILD EXPOSE 80/TCP\n', 'FROM a:1\nONBUILD EXPOSE 80/tcp\n'],
  },
});
