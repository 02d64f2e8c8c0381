import rule from '../../src/rules/apk-no-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    'the option stands before the action': 'FROM alpine:3.20\nRUN apk --no-cache add curl\n',
    'the option stands last': 'FROM alpine:3.20\nRUN apk add curl --no-cache\n',
    'the cache is on a mount':
      'FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\n',
    'the linked cache is on a mount':
      'FROM alpine:3.20\nRUN --mount=type=cache,target=/etc/apk/cache apk add curl\n',
    'a variable of the file gives the option':
      'FROM alpine:3.20\nARG APK="add --no-cache"\nENV OPTS=--no-cache\nRUN apk add $OPTS curl\n',
    'packages are only removed or upgraded': 'FROM alpine:3.20\nRUN apk upgrade && apk del curl\n',
    'it is an argument of another command': 'FROM alpine:3.20\nRUN echo apk add curl\n',
  },
  leaves: {
    'the RUN has no network': [
      'FROM alpine:3.20\nRUN --network=none apk add /x.apk\n',
      [2],
      /no network/,
    ],
    'apk is told not to use the network': [
      'FROM alpine:3.20\nRUN apk add --no-network /x.apk\n',
      [2],
      /`--no-network`/,
    ],
    'the cache has a place of its own': [
      'FROM alpine:3.20\nRUN apk add --cache-dir /c curl\n',
      [2],
      /`--cache-dir`/,
    ],
    'the call is broken by a continuation': [
      'FROM alpine:3.20\nRUN apk a\\\ndd curl\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'a plain call': [
      'FROM alpine:3.20\nRUN apk add curl\n',
      'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    ],
    'a virtual package over several lines': [
      'FROM alpine:3.20\nRUN apk add --virtual .build-deps \\\n    gcc \\\n    # the C library\n    musl-dev \\\n && apk del .build-deps\n',
      'FROM alpine:3.20\nRUN apk add --no-cache --virtual .build-deps \\\n    gcc \\\n    # the C library\n    musl-dev \\\n && apk del .build-deps\n',
    ],
    'a call behind an update and before a removal': [
      'FROM alpine:3.20\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*\n',
      'FROM alpine:3.20\nRUN apk update && apk add --no-cache curl && rm -rf /var/cache/apk/*\n',
    ],
    'a call that updates': [
      'FROM alpine:3.20\nRUN apk --update add curl\nRUN apk add git\n',
      'FROM alpine:3.20\nRUN apk --update add --no-cache curl\nRUN apk add --no-cache git\n',
    ],
    'a call in an intermediate stage and one in a trigger': [
      'FROM alpine:3.20 AS b\nRUN apk add curl\nFROM scratch\nCOPY --from=b /x /x\nONBUILD RUN apk add git\n',
      'FROM alpine:3.20 AS b\nRUN apk add --no-cache curl\nFROM scratch\nCOPY --from=b /x /x\nONBUILD RUN apk add --no-cache git\n',
    ],
    'the exec form': [
      'FROM alpine:3.20\nRUN ["apk", "add", "curl"]\n',
      'FROM alpine:3.20\nRUN ["apk", "add", "--no-cache", "curl"]\n',
    ],
    'an option that apk does not know': [
      'FROM alpine:3.20\nRUN apk add --no-cacher bash\n',
      'FROM alpine:3.20\nRUN apk add --no-cache --no-cacher bash\n',
    ],
    'a call that updates, before a script, for review': [
      'FROM alpine:3.20\nRUN apk add -U curl\nRUN sh /setup\n',
      'FROM alpine:3.20\nRUN apk add --no-cache -U curl\nRUN sh /setup\n',
      'review',
    ],
  },
});
