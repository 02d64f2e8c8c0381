import rule from '../../src/rules/git-ssl-no-verify.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'git checks': 'FROM debian:12\nRUN git clone https://example.com/app.git\n',
    'other variables have longer names':
      'FROM debian:12\nENV MY_GIT_SSL_NO_VERIFY=1\nARG GIT_SSL_NO_VERIFYING=1\n',
    'the variable is removed': 'FROM debian:12\nRUN unset GIT_SSL_NO_VERIFY\n',
    'the check is turned on': 'FROM debian:12\nRUN git config --global http.sslVerify true\n',
    'the ARG has no default': 'FROM debian:12\nARG GIT_SSL_NO_VERIFY\n',
  },
  leaves: {
    'the value 0 turns it off too': ['FROM debian:12\nENV GIT_SSL_NO_VERIFY 0\n', [2], /sslCAInfo/],
    'the value is a variable': ['FROM debian:12\nENV GIT_SSL_NO_VERIFY=${X}\n', [2]],
    'ARG sets it': ['FROM debian:12\nARG GIT_SSL_NO_VERIFY=true\n', [2]],
    'export sets it': ['FROM debian:12\nRUN cd / && export GIT_SSL_NO_VERIFY=true\n', [2]],
    'a prefix sets it on a later line': [
      'FROM debian:12\nRUN A=1 \\\n  GIT_SSL_NO_VERIFY=1 \\\n  git clone https://a.test/a.git\n',
      [3],
    ],
    'the configuration turns it off': [
      'FROM debian:12\nRUN git config --global http.sslVerify false\nRUN git -c http.sslverify=0 clone https://a.test/a\n',
      [2, 3],
    ],
    'the configuration of one host turns it off': [
      'FROM debian:12\nRUN git config --global http."https://a.test/".sslVerify false\n',
      [2],
    ],
  },
});
