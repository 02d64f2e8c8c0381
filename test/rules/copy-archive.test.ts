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
  fixes: {
    'the next RUN unpacks it and removes it': {
      before:
        'FROM debian:12\nWORKDIR /srv\ncopy app-1.0.tar.xz /tmp/app.tar.xz\nRUN tar xvJf /tmp/app.tar.xz && \\\n  rm -f /tmp/app.tar.xz\nRUN make\n',
      after: 'FROM debian:12\nWORKDIR /srv\nadd app-1.0.tar.xz /srv/\nRUN make\n',
      preconditions: {
        'the RUN unpacks all of the archive to `/srv`, as root, and does nothing else': 'held',
        'the owners in the archive have the same numbers in the image: tar goes by their names, ADD by the numbers':
          'unknown',
      },
    },
    'the folder is named without a slash': [
      'FROM debian:12\nCOPY a.tar.gz /tmp\nRUN tar -zxf /tmp/a.tar.gz -C /\n',
      'FROM debian:12\nADD a.tar.gz /\n',
    ],
    'the options have names': [
      'FROM debian:12\nCOPY d/a.tgz /t/\nRUN tar --extract --file=/t/a.tgz --directory=/opt/x\n',
      'FROM debian:12\nADD d/a.tgz /opt/x/\n',
    ],
  },
  leaves: {
    'tar leaves a part of the paths out': [
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar -C /opt -xzf /tmp/a.tgz --strip-components=1\n',
      [2],
      /^ADD has nothing for `--strip-components=1` of the tar on line 3/,
    ],
    'tar takes some of the files': [
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar xzf /tmp/a.tgz bin\n',
      [2],
      /^ADD has nothing for `bin`/,
    ],
    'another user unpacks it': [
      'FROM debian:12\nUSER app\nCOPY a.tgz /tmp/\nRUN tar xzf /tmp/a.tgz\n',
      [3],
      /gives the files to `app`/,
    ],
    'the RUN goes on': [
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar xzf /tmp/a.tgz && make\n',
      [2],
      /does more than to unpack it/,
    ],
    'another instruction stands between': [
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN rm -rf /opt\nRUN tar xzf /tmp/a.tgz -C /opt\n',
      [2],
      /other instructions stand between/,
    ],
    'the archive is used again': [
      'FROM debian:12\nCOPY a.tgz /tmp/\nRUN tar xzf /tmp/a.tgz -C /opt\nRUN sha256sum /tmp/a.tgz\n',
      [2],
      /^the archive is used further down/,
    ],
    'the COPY gives it to somebody': [
      'FROM debian:12\nCOPY --chown=app a.tgz /tmp/\nRUN tar xzf /tmp/a.tgz\n',
      [2],
      /this COPY has `--chown`/,
    ],
    'tar goes to a folder of its own by cd': [
      'FROM debian:12\nCOPY app-1.0.tar.xz /tmp/app.tar.xz\nRUN cd /tmp && tar xf app.tar.xz && rm app.tar.xz\n',
      [2],
      /is not known, or it unpacks another file/,
    ],
    'the COPY is in exec form': [
      'FROM debian:12\nCOPY ["a.tgz", "/t/"]\nRUN tar xf /t/a.tgz\n',
      [2],
      /^this COPY is in exec form/,
    ],
    'the COPY brings other files, too': [
      'FROM debian:12\nCOPY a.tgz b.txt /t/\nRUN tar --extract --file=/t/a.tgz\n',
      [2],
      /brings other files/,
    ],
  },
});
