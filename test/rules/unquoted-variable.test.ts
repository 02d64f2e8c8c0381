import rule from '../../src/rules/unquoted-variable.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the value has nothing to split':
      'FROM debian:12\nARG VERSION=1.2\nENV DIR=/srv\nRUN cd $DIR && curl -o a https://a.test/$VERSION && [ $VERSION = 1.2 ]\n',
    'a list is meant to be split':
      'FROM debian:12\nENV PKGS="curl git"\nRUN apt-get install -y $PKGS && D="a b" && apk add $D\n',
    'options are meant to be split':
      'FROM debian:12\nARG CFLAGS="-O2 -g"\nRUN gcc $CFLAGS a.c && echo $CFLAGS\n',
    'the variable is quoted':
      'FROM debian:12\nARG A\nRUN [ -n "$A" ] && test "x$A" = x && [ "$A" != b ]\n',
    'the double brackets of bash split nothing':
      'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nARG A\nRUN [[ -n $A ]] && [[ $A = b ]]\n',
    'a test for nothing is right without quotes': 'FROM debian:12\nARG A\nRUN [ -z $A ] || make\n',
    'a letter in front keeps the word': 'FROM debian:12\nARG A\nRUN [ x$A = xb ] && make\n',
    'a default stands in for it': 'FROM debian:12\nARG A\nRUN [ ${A:-b} = b ] && make\n',
    'the builder always sets it':
      'FROM debian:12\nARG TARGETARCH\nRUN [ $TARGETARCH = arm64 ] && make\n',
    'a loop sets it': 'FROM debian:12\nRUN for d in a b; do [ $d = a ] && make; done\n',
    'it is not known, and compared to something':
      'FROM debian:12\nRUN a=$(uname -m) && [ $a = x86_64 ] && [ $HOME != /root ]\n',
    'the value is printed with a pattern in it':
      'FROM debian:12\nENV FILES="*.log b" URL=https://a.test/?a=b\nRUN echo $FILES $URL\n',
    'the shell is a program of another kind':
      'FROM debian:12\nSHELL ["powershell", "-Command"]\nARG A\nRUN [ -n $A ]\n',
    'exec form has no shell': 'FROM debian:12\nARG A\nRUN ["[", "-n", "$A", "]"]\n',
  },
  leaves: {
    'the command stands in a substitution': [
      'FROM debian:12\nARG A\nRUN b="$([ -n $A ] && echo c)" && make $b\n',
      [3],
      /no single word/,
    ],
    'a continuation breaks the word': [
      'FROM debian:12\nARG ABC\nRUN [ -n $AB\\\nC ] && make\n',
      [3],
      /no single word/,
    ],
  },
  fixes: {
    'a test that is always true': [
      'FROM debian:12\nRUN if [ ! -n ${A} ]; then make; \\\n    elif test -n $B; then b; fi\n',
      'FROM debian:12\nRUN if [ ! -n "${A}" ]; then make; \\\n    elif test -n "$B"; then b; fi\n',
    ],
    'a file that has no name': [
      'FROM debian:12\nARG CONF\nRUN [ -f $CONF ] && make\n',
      'FROM debian:12\nARG CONF\nRUN [ -f "$CONF" ] && make\n',
    ],
    'a comparison that fails without a build argument': [
      'FROM debian:12\nARG A\nARG B=""\nRUN [ $A = x -o y = $B ] || make\n',
      'FROM debian:12\nARG A\nARG B=""\nRUN [ "$A" = x -o y = "$B" ] || make\n',
    ],
    'a comparison with nothing': [
      'FROM debian:12\nRUN a=$(which b); [ $a = "" ] && make\n',
      'FROM debian:12\nRUN a=$(which b); [ "$a" = "" ] && make\n',
    ],
    'a variant that most platforms do not have': [
      'FROM debian:12\nARG TARGETVARIANT\nRUN [ $TARGETVARIANT = v7 ] && make\n',
      'FROM debian:12\nARG TARGETVARIANT\nRUN [ "$TARGETVARIANT" = v7 ] && make\n',
    ],
    'a value of two words in a test': [
      "FROM debian:12\nRUN a='b c' && [ $a != b ] && make\n",
      `FROM debian:12\nRUN a='b c' && [ "$a" != b ] && make\n`,
    ],
    'a directory with a blank': [
      "FROM debian:12\nENV APP='/opt/my app'\nRUN cd $APP/src && make\n",
      `FROM debian:12\nENV APP='/opt/my app'\nRUN cd "$APP/src" && make\n`,
    ],
    'a schedule that is printed': [
      "FROM alpine:3\nENV CRON='0 3 * * *'\nRUN echo $CRON '/a.sh' >> /etc/crontabs/root\n",
      `FROM alpine:3\nENV CRON='0 3 * * *'\nRUN echo "$CRON" '/a.sh' >> /etc/crontabs/root\n`,
    ],
    'only the variable where something else is quoted': [
      `FROM debian:12\nENV APP='/opt/my app'\nRUN cd $APP/'a b' && make\n`,
      `FROM debian:12\nENV APP='/opt/my app'\nRUN cd "$APP"/'a b' && make\n`,
    ],
  },
});
