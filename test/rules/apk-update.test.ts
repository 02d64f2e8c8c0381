import rule from '../../src/rules/apk-update.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is no update':
      'FROM alpine:3.20\nRUN apk add --no-cache curl && rm -rf /var/cache/apk/*\n',
    'the update stores nothing':
      'FROM alpine:3.20\nRUN apk update --no-cache && apk add --no-cache curl\n',
    'an addition reads the index': 'FROM alpine:3.20\nRUN apk update && apk add curl\n',
    'an upgrade reads the index':
      'FROM alpine:3.20\nRUN apk update && apk upgrade && apk add --no-cache curl\n',
    'the cache is on a mount':
      'FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk update && apk add --no-cache curl\n',
    'nothing is added': 'FROM alpine:3.20\nRUN apk update\n',
  },
  leaves: {
    'a later RUN reads the index': [
      'FROM alpine:3.20\nRUN apk update && apk add --no-cache curl\nRUN apk add git\n',
      [2],
      'line 3 uses the stored index',
    ],
    'a comment stands behind it': [
      'FROM alpine:3.20\nRUN apk update && \\\n  # tools\n  apk add --no-cache curl\n',
      [2],
      /neighbours/,
    ],
    'it is an alternative': [
      'FROM alpine:3.20\nRUN apk update || true && apk add --no-cache curl\n',
      [2],
      /neighbours/,
    ],
    'it is inside a construct': [
      'FROM alpine:3.20\nRUN if true; then apk update; fi && apk add --no-cache curl\n',
      [2],
      /neighbours/,
    ],
  },
  fixes: {
    'an update and a removal over several lines': [
      'FROM alpine:3.20\nRUN apk update \\\n && apk add --no-cache curl \\\n && rm -rf /var/cache/apk/*\n',
      'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    ],
    'an update behind another command': [
      'FROM alpine:3.20\nRUN set -ex && apk update && apk add --no-cache curl && ls\n',
      'FROM alpine:3.20\nRUN set -ex && apk add --no-cache curl && ls\n',
    ],
    'an update in a list': [
      'FROM alpine:3.20\nRUN set -ex; apk update; apk add --no-cache curl\n',
      'FROM alpine:3.20\nRUN set -ex; apk add --no-cache curl\n',
    ],
    'an update in a here-document': [
      'FROM alpine:3.20\nRUN <<EOF\nset -e\napk update\napk add --no-cache curl\nEOF\n',
      'FROM alpine:3.20\nRUN <<EOF\nset -e\napk add --no-cache curl\nEOF\n',
    ],
  },
});
