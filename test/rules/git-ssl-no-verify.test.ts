import rule from '../../src/rules/git-ssl-no-verify.ts';
import { failing, file } from './recorded-downloads.ts';
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
    'the value 0 turns it off too': [
      'FROM debian:12\nENV GIT_SSL_NO_VERIFY 0\n',
      [2],
      /which hosts it is about/,
    ],
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
      /a\.test is in a network of your own: add the certificate of its authority/,
    ],
    'a host in a network of one’s own, on Fedora': [
      'FROM fedora:41\nRUN GIT_SSL_NO_VERIFY=1 git clone https://git.corp/a.git\n',
      [2],
      /git\.corp is in a network of your own: .*\/etc\/pki\/ca-trust\/source\/anchors\/ and run `update-ca-trust`/,
    ],
    'a public host whose certificate does not hold': {
      text: 'FROM alpine:3.22\nRUN git -c http.sslVerify=false clone https://example.com/a.git\n',
      lines: [2],
      reason: /does not answer without it \(its certificate has expired\)/,
      downloads: failing('https://example.com/', 'its certificate has expired'),
    },
    'an image without certificates of authorities': {
      text: 'FROM debian:12\nRUN git -c http.sslVerify=false clone https://github.com/a/a.git\n',
      lines: [2],
      reason:
        /install `ca-certificates` before this command, and then remove `-c http.sslVerify=false`/,
    },
    'one of several hosts is a variable': [
      'FROM alpine:3.22\nRUN git config --global http.sslVerify false && git clone https://github.com/a/a.git && git clone $URL\n',
      [2],
      /which hosts it is about is not to be seen/,
    ],
    'another place reads the variable': [
      'FROM alpine:3.22\nENV GIT_SSL_NO_VERIFY=1\nRUN git clone https://github.com/a/a.git && echo $GIT_SSL_NO_VERIFY\n',
      [2],
    ],
    'the trigger of an image': [
      'FROM alpine:3.22\nONBUILD ENV GIT_SSL_NO_VERIFY=1\nRUN git clone https://github.com/a/a.git\n',
      [2],
    ],
  },
  fixes: {
    'one clone, of a host that was asked': {
      before: 'FROM alpine:3.22\nRUN git -c http.sslVerify=false clone https://example.com/a.git\n',
      after: 'FROM alpine:3.22\nRUN git clone https://example.com/a.git\n',
      downloads: file('https://example.com/', 'a'),
      preconditions: {
        'example.com answers with a certificate that holds': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
    'a variable before one clone, and a host that everybody knows': {
      before:
        'FROM alpine:3.22\nRUN apk add git && A=1 \\\n  GIT_SSL_NO_VERIFY=1 \\\n  git clone https://github.com/a/a.git\n',
      after:
        'FROM alpine:3.22\nRUN apk add git && A=1 \\\n  git clone https://github.com/a/a.git\n',
      preconditions: {
        'github.com answers with a certificate that holds': 'unknown',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
    'the configuration, which may count for more': {
      before:
        'FROM alpine:3.22\nRUN git config --global http.sslVerify false && \\\n    git clone https://github.com/a/a.git\n',
      after: 'FROM alpine:3.22\nRUN git clone https://github.com/a/a.git\n',
      downloads: file('https://github.com/', 'a'),
      preconditions: {
        'github.com answers with a certificate that holds': 'held',
        'nothing else that runs with this setting, as a script or a program of the container, lets git ask a host of your own':
          'unknown',
      },
    },
    'a RUN of its own goes with it': [
      'FROM alpine:3.22\nRUN git config --global http.sslverify false\nRUN git clone https://github.com/a/a.git\n',
      'FROM alpine:3.22\nRUN git clone https://github.com/a/a.git\n',
    ],
    'one of several variables of ENV': [
      'FROM alpine:3.22\nENV A=1 \\\n    GIT_SSL_NO_VERIFY=1\nRUN git clone https://github.com/a/a.git\n',
      'FROM alpine:3.22\nENV A=1\nRUN git clone https://github.com/a/a.git\n',
    ],
  },
});
