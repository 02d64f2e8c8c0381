import rule from '../../src/rules/insecure-mount.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the defaults are said': 'FROM debian:12\nRUN --security=sandbox --network=none make\n',
    'a secret is open to its owner only':
      'FROM debian:12\nRUN --mount=type=secret,id=a --mount=type=secret,id=b,mode=0400 --mount=type=ssh,mode=0600 make\n',
    'a cache is open to everybody':
      'FROM debian:12\nRUN --mount=type=cache,target=/c,mode=0777 make\n',
    'another socket is a volume': 'FROM debian:12\nVOLUME /var/run/mysqld/mysqld.sock\n',
  },
  leaves: {
    'the RUN leaves the sandbox': [
      'FROM debian:12\nRUN --security=insecure make\n',
      [2],
      /containers inside the build/,
    ],
    'the RUN has the network of the host': [
      'FROM debian:12\nRUN --network=host make\n',
      [2],
      /default network/,
    ],
    'secrets are open to others': [
      'FROM debian:12\nRUN --mount=type=secret,id=a,mode=0444 \\\n  --mount=type=ssh,mode=660 make\n',
      [2, 3],
      /0400/,
    ],
    'the socket of docker': [
      'FROM debian:12\nVOLUME ["/data", "/var/run/docker.sock"]\nRUN --mount=type=bind,source=/var/run/docker.sock,target=/d make\n',
      [2, 3],
      /no place in an image/,
    ],
  },
});
