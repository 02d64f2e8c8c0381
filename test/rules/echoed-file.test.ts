import rule from '../../src/rules/echoed-file.ts';
import { testRule } from './rule-table.ts';

const HEAD = '# syntax=docker/dockerfile:1\nFROM debian:12\n';

testRule(rule, {
  passes: {
    'nothing says that the builder reads here-documents':
      'FROM debian:12\nRUN echo a > /f && echo b >> /f && echo c >> /f\n',
    'the syntax is too old':
      '# syntax=docker/dockerfile:1.2\nFROM debian:12\nRUN echo a > /f && echo b >> /f && echo c >> /f\n',
    'there are two lines': `${HEAD}RUN echo a > /f\nRUN echo b >> /f\n`,
    'the shell puts something in': `${HEAD}RUN echo "$A" > /f && echo b >> /f && echo c >> /f\n`,
    'echo may read a backslash': `${HEAD}RUN echo 'a\\n' > /f && echo b >> /f && echo c >> /f\n`,
    'echo has an option': `${HEAD}RUN echo -n a > /f && echo b >> /f && echo c >> /f\n`,
    'there are several files': `${HEAD}RUN echo a > /f && echo b >> /g && echo c >> /f\n`,
    'the RUN does other things': `${HEAD}RUN make && echo a > /f && echo b >> /f && echo c >> /f\n`,
    'a failure is ignored': `${HEAD}RUN echo a > /f; echo b >> /f; echo c >> /f\n`,
    'a comment stands between': `${HEAD}RUN echo a > /f\n# then\nRUN echo b >> /f\nRUN echo c >> /f\n`,
    'an instruction stands between': `${HEAD}RUN echo a > /f\nUSER b\nRUN echo b >> /f\nRUN echo c >> /f\n`,
    'the file is emptied in between': `${HEAD}RUN echo a > /f && echo b > /f && echo c >> /f\n`,
    'a part goes to standard error': `${HEAD}RUN echo a > /f && echo b 2>> /f && echo c >> /f\n`,
  },
  leaves: {
    'a line ends the here-document': [
      `${HEAD}RUN echo a > /f && echo EOF >> /f && echo c >> /f\n`,
      [3],
      /a line is `EOF`/,
    ],
    'the file has other line endings': [
      `${HEAD}RUN echo a > /f && echo b >> /f && echo c >> /f\n`.replaceAll('\n', '\r\n'),
      [3],
    ],
  },
  fixes: {
    'one RUN writes a new file': {
      before: `${HEAD}run echo '# $HOME' > /etc/f \\\n  && echo "b  c"   d >> /etc/f && echo >> /etc/f\nCMD x\n`,
      after: `${HEAD}run cat > /etc/f <<'EOF'\n# $HOME\nb  c d\n\nEOF\nCMD x\n`,
      preconditions: {
        'the builder reads here-documents: the syntax line says `docker/dockerfile:1`': 'held',
        'the lines hold nothing that the shell or `echo` would change': 'held',
      },
    },
    'several RUNs, and another here-document shows the way': {
      before:
        'FROM debian:12\nRUN <<EOF\nmake\nEOF\nRUN echo a >> /root/f\n\nRUN echo "b" >> /root/f && echo c >> /root/f\n',
      after: "FROM debian:12\nRUN <<EOF\nmake\nEOF\nRUN cat >> /root/f <<'EOF'\na\nb\nc\nEOF\n",
      preconditions: {
        'the builder reads here-documents: line 2 has one': 'held',
        'the lines hold nothing that the shell or `echo` would change': 'held',
      },
    },
  },
});
