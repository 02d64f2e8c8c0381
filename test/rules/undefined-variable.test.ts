import rule from '../../src/rules/undefined-variable.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'ENV and ARG define it': 'FROM scratch\nENV A=1\nARG B\nLABEL a=$A b=$B\n',
    'the stage below defines it': 'FROM scratch AS b\nENV A=1\nFROM b\nLABEL a=$A\n',
    'the base image may define it': 'FROM debian:12\nENV A=$JAVA_HOME/bin\n',
    'it is extended, whatever it was':
      'FROM debian:12\nENV LIB_PATH=1\nENV LIBS_PATH=/x:$LIBS_PATH\n',
    'PATH is always defined': 'FROM scratch\nENV PATHS=1\nENV PATH=/x:$PATH\n',
    'the use has a default': 'FROM scratch\nENV A=${B:-1}\n',
    'a global ARG has the name, which is another matter': 'ARG A=1\nFROM scratch\nLABEL a=$A\n',
    'the shell expands it': 'FROM debian:12\nENV APP=1\nRUN echo $APQ $HOME\nCMD echo $HOME\n',
    'single quotes make it text': "FROM scratch\nLABEL a='$A'\n",
    'it may be a home of its own, as nothing is known of the base':
      'FROM example.test/a:1\nWORKDIR $HOME\n',
    'short names differ': 'FROM debian:12\nENV A1=1\nLABEL a=$B2\n',
  },
  leaves: {
    'the base is empty': ['FROM scratch\nLABEL a=$A\n', [2], /should have/],
    'two names are as near': [
      'FROM debian:12\nENV VERSION_A=1 VERSION_B=2\nLABEL a=$VERSION_C\n',
      [3],
      /`VERSION_A` is meant/,
    ],
    'the home directory is not known to the builder': [
      'FROM debian:12\nENV PATH=$HOME/bin:$PATH\n',
      [2],
      /before the container runs/,
    ],
  },
  fixes: {
    'one letter is wrong': {
      before: 'FROM debian:12\nARG VERSION=1\nCOPY a-$VERSON.txt /x\n',
      after: 'FROM debian:12\nARG VERSION=1\nCOPY a-$VERSION.txt /x\n',
      preconditions: { 'the base image sets no variable `VERSON`': 'unknown' },
    },
    'nothing else can set it': {
      before: 'FROM scratch\nENV APP_HOME=/a\nENV BIN="${APP_HOEM}/b:${APP_HOEM}"\n',
      after: 'FROM scratch\nENV APP_HOME=/a\nENV BIN="${APP_HOME}/b:${APP_HOME}"\n',
      preconditions: { 'the base image sets no variable `APP_HOEM`': 'held' },
    },
    'one letter is missing in a flag': [
      'FROM debian:12\nENV OWNER=1\nCOPY --chown=$OWER a /x\n',
      'FROM debian:12\nENV OWNER=1\nCOPY --chown=$OWNER a /x\n',
    ],
    'one letter is wrong in a mount': [
      'FROM debian:12\nARG CACHE=/c\nRUN --mount=type=cache,target=$CACH/x ls\n',
      'FROM debian:12\nARG CACHE=/c\nRUN --mount=type=cache,target=$CACHE/x ls\n',
    ],
  },
});
