import rule from '../../src/rules/expose-out-of-range.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the lowest and the highest port': 'FROM a:1\nEXPOSE 0 65535 1-65535/udp\n',
    'the port is a variable': 'FROM a:1\nARG P\nEXPOSE $P ${P:-80}\n',
  },
  leaves: {
    'a port is too high': ['FROM a:1\nEXPOSE 80 65536/tcp\n', [2], /which port/],
    'the end of a range is too high': ['FROM a:1\nEXPOSE 65000-70000\n', [2]],
    'a range runs backwards': ['FROM a:1\nEXPOSE 90-80\n', [2]],
    'a port of the container is too high': ['FROM a:1\nEXPOSE 80:80000\n', [2]],
    'one behind ONBUILD': ['FROM a:1\nONBUILD EXPOSE 99999\n', [2]],
  },
});
