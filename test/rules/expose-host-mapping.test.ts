import rule from '../../src/rules/expose-host-mapping.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'only ports of the container are named': 'FROM a:1\nEXPOSE 80 443/tcp 8000-8010\n',
    'a variable has a default': 'FROM a:1\nARG P\nEXPOSE ${P:-80} ${P:-81}/udp\n',
  },
  leaves: {
    'a continuation cuts the port': ['FROM a:1\nEXPOSE 80\\\n80:80\n', [2], /continuation/],
  },
  fixes: {
    'a port': ['FROM a:1\nEXPOSE 8080:80 443\n', 'FROM a:1\nEXPOSE 80 443\n'],
    'an address and a port': [
      'FROM a:1\nEXPOSE 127.0.0.1:80:80/tcp\n',
      'FROM a:1\nEXPOSE 80/tcp\n',
    ],
    'a variable': [
      'FROM a:1\nENV P=80\nEXPOSE ${P}:${P:-80}\n',
      'FROM a:1\nENV P=80\nEXPOSE ${P:-80}\n',
    ],
    'one behind ONBUILD': ['FROM a:1\nONBUILD EXPOSE 8080:80\n', 'FROM a:1\nONBUILD EXPOSE 80\n'],
  },
});
