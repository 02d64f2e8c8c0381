import rule from '../../src/rules/yum-sslverify.ts';
import { testRule } from './rule-table.ts';

const SERVED = { ok: true, address: 'https://a.test/', sha256: null, text: null } as const;

testRule(rule, {
  passes: {
    'the check is on':
      'FROM fedora:41\nRUN yum-config-manager --save --setopt=x.sslverify=1 && dnf --setopt=sslverify=yes update\n',
    'a repository has the name': 'FROM fedora:41\nRUN yum-config-manager --disable sslverify\n',
    'another setting is off': 'FROM fedora:41\nRUN dnf install --setopt=install_weak_deps=0 a\n',
  },
  leaves: {
    'another repository was added': [
      'FROM fedora:41\nRUN dnf config-manager --add-repo https://x.test/a.repo\nRUN dnf install -y --setopt=sslverify=0 a\n',
      [3],
      /^which hosts it is about.*`sslcacert`/,
    ],
    'the base image is nobody that is known': [
      'FROM acme/base:1\nRUN dnf install -y --setopt=sslverify=0 a\n',
      [2],
      /^which hosts/,
    ],
    'the mirrors of the base image are gone': [
      'FROM centos:7\nRUN yum install -y --setopt=sslverify=0 a\n',
      [2],
    ],
    'the server has no certificate that holds': {
      text: 'FROM rockylinux:9\nRUN printf "[x]\\nbaseurl=https://rpm.example.com/el9\\nsslverify=0\\n" > /etc/yum.repos.d/x.repo\n',
      lines: [2],
      reason: /^https:\/\/rpm\.example\.com\/ does not answer.*`sslcacert`/,
      downloads: {
        'https://rpm.example.com/': { ok: false, reason: 'its certificate is self-signed' },
      },
    },
    "the server is in a network of one's own": [
      'FROM rockylinux:9\nRUN echo -e "[x]\\nbaseurl=https://repo.corp/el9\\nsslverify=0" > /etc/yum.repos.d/x.repo\n',
      [2],
      /^repo\.corp is in a network of your own/,
    ],
    'a file of several lines is changed by sed': [
      "FROM rockylinux:9\nRUN sed -i 's/sslverify=1/sslverify=0/' /etc/yum.repos.d/x.repo\n",
      [2],
      /^which hosts/,
    ],
  },
  fixes: {
    'the call does nothing else': {
      before:
        'FROM fedora:41\nRUN dnf-config-manager --save --setopt=sslverify=0\nRUN dnf   config-manager --save --setopt=\\*.sslverify=no && dnf install -y a\nRUN echo "sslverify=false" >> /etc/yum.conf\n',
      after: 'FROM fedora:41\nRUN dnf install -y a\n',
    },
    'the call sets something else besides': [
      `FROM fedora:41\nRUN yum-config-manager --save --setopt="x.sslverify"=0 --setopt=tsflags=nodocs\n`,
      `FROM fedora:41\nRUN yum-config-manager --save --setopt=tsflags=nodocs\n`,
    ],
    'the option has its value in the next word': {
      before: 'FROM rockylinux:9\nRUN dnf --setopt sslverify=false install -y a\n',
      after: 'FROM rockylinux:9\nRUN dnf install -y a\n',
      downloads: { 'https://mirrors.rockylinux.org/': SERVED },
      preconditions: {
        'mirrors.rockylinux.org answers with a certificate that holds': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
    'the repository that is written is served with a certificate': {
      before:
        'FROM rockylinux:9\nRUN printf "[x]\\nbaseurl=https://rpm.example.com/el9\\nsslverify=0\\ngpgcheck=1\\n" > /etc/yum.repos.d/x.repo\n',
      after:
        'FROM rockylinux:9\nRUN printf "[x]\\nbaseurl=https://rpm.example.com/el9\\ngpgcheck=1\\n" > /etc/yum.repos.d/x.repo\n',
      downloads: { 'https://rpm.example.com/': SERVED },
    },
  },
});
