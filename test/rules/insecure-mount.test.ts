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
      /no command here shows/,
    ],
    'the RUN has the network of the host': [
      'FROM debian:12\nRUN --network=host make\n',
      [2],
      /default network/,
    ],
    'the RUN starts an engine': [
      'FROM debian:12\nRUN --security=insecure dockerd & docker build .\n',
      [2],
      /`dockerd` needs rights/,
    ],
    'another user than the owner reads the secret': [
      'FROM debian:12\nUSER app\nRUN --mount=type=secret,id=a,mode=0444 make\n',
      [3],
      /runs as `app`: write `uid=`/,
    ],
    'the owner of the secret is not the user of the RUN': [
      'FROM debian:12\nUSER 1000\nRUN --mount=type=secret,id=a,uid=1001,mode=0444 make\n',
      [3],
      /runs as `1000`/,
    ],
    'the socket of docker': [
      'FROM debian:12\nVOLUME ["/data", "/var/run/docker.sock"]\nRUN --mount=type=bind,source=/var/run/docker.sock,target=/d make\n',
      [2, 3],
      /no place in an image/,
    ],
  },
  fixes: {
    'secrets are open to others': [
      'FROM debian:12\nRUN --mount=type=secret,id=a,mode=0444 \\\n  --mount=type=ssh,mode=660 make\n',
      'FROM debian:12\nRUN --mount=type=secret,id=a \\\n  --mount=type=ssh make\n',
    ],
    'the mode stands first': [
      'FROM debian:12\nRUN --mount=mode=0444,type=secret,id=a make\n',
      'FROM debian:12\nRUN --mount=type=secret,id=a make\n',
    ],
    'the secret is a script that is started': [
      'FROM debian:12\nRUN --mount=type=secret,id=a,target=/s,mode=0777 /s\n',
      'FROM debian:12\nRUN --mount=type=secret,id=a,target=/s,mode=0500 /s\n',
    ],
    'the user of the RUN owns the secret': [
      'FROM debian:12\nUSER 1000:1000\nRUN --mount=type=secret,id=a,uid=1000,mode=0444 make\n',
      'FROM debian:12\nUSER 1000:1000\nRUN --mount=type=secret,id=a,uid=1000 make\n',
    ],
    'a program is started as another user': [
      'FROM debian:12\nRUN --mount=type=secret,id=a,mode=0444 su app -c make\n',
      'FROM debian:12\nRUN --mount=type=secret,id=a su app -c make\n',
      'review',
    ],
    'the base image is not known': [
      'FROM example.com/a\nRUN --mount=type=secret,id=a,mode=0444 make\n',
      'FROM example.com/a\nRUN --mount=type=secret,id=a make\n',
      'review',
    ],
  },
});
