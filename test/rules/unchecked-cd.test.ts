import rule from '../../src/rules/unchecked-cd.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'it is joined by &&': 'FROM gcc:14\nRUN cd /src && make; make install\n',
    'set -e stops the RUN': 'FROM gcc:14\nRUN set -eux; cd /src; make\n',
    'SHELL stops the RUN': 'FROM gcc:14\nSHELL ["/bin/bash", "-e", "-c"]\nRUN cd /src; make\n',
    'it has a way out': 'FROM gcc:14\nRUN cd /src || exit 1; make\n',
    'it is the other way': 'FROM gcc:14\nRUN cd /src || cd /usr/src; make\n',
    'nothing follows': 'FROM gcc:14\nRUN make; cd /src;\n',
    'the directory is there for certain':
      'FROM gcc:14\nWORKDIR /src\nRUN cd /tmp; make; cd ..; cd -; cd /src; make\n',
    'another part of a pipeline': 'FROM gcc:14\nRUN cd /src | cat; make\n',
    'it is a condition': 'FROM gcc:14\nRUN if cd /src; then make; fi\nRUN ! cd /src; make\n',
    'it is a substitution': 'FROM gcc:14\nRUN a=$(cd /src; pwd); make\n',
    'its operands are another mistake': 'FROM gcc:14\nRUN cd /src mkdir a; make\n',
  },
  leaves: {
    'it has a redirection': ['FROM gcc:14\nRUN cd /src 2>/dev/null; a; b\n', [2], /set -e/],
    'a substitution names the directory': ['FROM gcc:14\nRUN cd $(ls -d a*); a; b\n', [2], /&&/],
  },
  fixes: {
    'one command follows': [
      'FROM gcc:14\nRUN cd /src;make\n',
      'FROM gcc:14\nRUN cd /src && make\n',
    ],
    'a chain follows on lines of its own': [
      'FROM gcc:14\nRUN git clone b \\\n && cd b; \\\n    ./configure \\\n && make | tee log\n',
      'FROM gcc:14\nRUN git clone b \\\n && cd b && \\\n    ./configure \\\n && make | tee log\n',
    ],
    'a construct follows': [
      'FROM gcc:14\nRUN cd b; if [ -f c ]; then make; fi\n',
      'FROM gcc:14\nRUN cd b && if [ -f c ]; then make; fi\n',
    ],
    'a way out follows that is for the next command only': [
      'FROM gcc:14\nRUN cd b; make || true\n',
      'FROM gcc:14\nRUN cd b || exit 1; make || true\n',
    ],
    'several commands follow': [
      'FROM gcc:14\r\nRUN mkdir b; \\\r\n    cd b; \\\r\n    cmake ..; \\\r\n    ninja\r\n',
      'FROM gcc:14\r\nRUN mkdir b; \\\r\n    cd b || exit 1; \\\r\n    cmake ..; \\\r\n    ninja\r\n',
    ],
    'several of them': [
      'FROM gcc:14\nRUN cd $A; a; cd b; c\n',
      'FROM gcc:14\nRUN cd $A || exit 1; a; cd b && c\n',
    ],
    'a subshell and a loop': [
      'FROM gcc:14\nRUN (cd b; make) && for d in a b; do cd $d; make; cd ..; done\n',
      'FROM gcc:14\nRUN (cd b || exit 1; make) && for d in a b; do cd $d || exit 1; make; cd ..; done\n',
    ],
    'lines of a here-document': [
      'FROM gcc:14\nRUN <<EOF\ncd b\nmake\nEOF\n',
      'FROM gcc:14\nRUN <<EOF\ncd b || exit 1\nmake\nEOF\n',
    ],
  },
});
