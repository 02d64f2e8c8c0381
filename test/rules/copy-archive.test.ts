import rule from '../../src/rules/copy-archive.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'ADD unpacks it': 'FROM debian:12\nADD app.tar.gz /opt/\n',
    'the archive is only kept': 'FROM debian:12\nCOPY app.tar.gz /data/\n',
    'another archive is unpacked': 'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar xzf /tmp/b.tgz\n',
    'it is only listed or made':
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar tzf /tmp/a.tgz && tar czf a.tgz /x\n',
    'ADD unpacks no zip': 'FROM debian:12\nCOPY a.zip /tmp/\nRUN unzip /tmp/a.zip\n',
    'it comes from another stage':
      'FROM a:1 AS b\nFROM debian:12\nCOPY --from=b /a.tgz /\nRUN tar xf a.tgz\n',
    'it is unpacked in another stage':
      'FROM debian:12\nCOPY a.tgz /\nFROM debian:12\nRUN tar xf a.tgz\n',
    'the archive is mounted': 'FROM debian:12\nRUN --mount=target=/m tar xf /m/a.tgz\n',
  },
  leaves: {
    'tar unpacks it': [
      'FROM debian:12\nCOPY app.tar.gz /tmp/\nRUN tar -C /opt -xzf /tmp/app.tar.gz\n',
      [2],
      /--strip-components/,
    ],
    'it has another name in the image': [
      'FROM debian:12\nCOPY app-1.0.tar.xz /tmp/app.tar.xz\nRUN cd /tmp && tar xf app.tar.xz && rm app.tar.xz\n',
      [2],
    ],
    'the long options': [
      'FROM debian:12\nCOPY a.tgz b.txt /t/\nRUN tar --extract --file=/t/a.tgz\n',
      [2],
    ],
  },
});
