import rule from '../../src/rules/runs-as-root.ts';
import { testRule } from './rule-table.ts';

const NODE = 'FROM node:22\n';

testRule(rule, {
  passes: {
    'a user is set': `${NODE}USER node\n`,
    'the parent stage sets a user': `FROM node:22 AS a\nUSER node\nFROM a\nCMD ["node"]\n`,
    'only an earlier stage runs as root': `${NODE}RUN npm ci\nFROM alpine:3.20\nUSER 1000\n`,
    'the last user is root, which is another rule': `${NODE}USER root\n`,
    'the user is a build argument': `${NODE}ARG WHO\nUSER $WHO\n`,
    'nothing is known of the base image': 'FROM example.com/team/base:1\nCMD ["app"]\n',
    'the base image has a user':
      'FROM gcr.io/distroless/static:nonroot\nCOPY app /\nENTRYPOINT ["/app"]\n',
    'nothing runs in the image': 'FROM scratch\nCOPY out /\n',
    'the base is Windows': 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["app.exe"]\n',
    'the entry point goes on with gosu': 'FROM debian:12\nENTRYPOINT ["gosu", "app", "server"]\n',
    'the command goes on with su-exec, setpriv or chroot':
      'FROM alpine:3.20\nENTRYPOINT ["/sbin/tini", "--"]\nCMD exec /sbin/su-exec app server\n',
    'the command goes on with chroot': 'FROM debian:12\nCMD chroot --userspec=app / server\n',
    'the command goes on with su': 'FROM debian:12\nCMD su - app -c server\n',
    'the entry point of an official image drops root':
      'FROM postgres:16\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
    'the same from a mirror, with another command':
      'FROM public.ecr.aws/docker/library/redis:7\nCMD ["redis-server", "--save", ""]\n',
  },
  leaves: {
    'the base image brings a user': [`${NODE}CMD ["node", "a.js"]\n`, [1], /`USER node`/],
    'the file creates a user': [
      'FROM python:3.12\nARG NAME=web\nRUN useradd -ms /bin/bash -g 100 "$NAME"\nCMD ["python"]\n',
      [1],
      /the file creates the user `web`/,
    ],
    'the base is scratch': [
      'FROM golang:1.23 AS b\nRUN go build -o /a\nFROM scratch\nCOPY --from=b /a /a\nENTRYPOINT ["/a"]\n',
      [3],
      /USER 65532:65532/,
    ],
    'nobody is there yet': ['FROM debian:12\nCMD ["app"]\n', [1], /create a user with a fixed id/],
    'a low port is exposed': ['FROM debian:12\nEXPOSE 80\nCMD ["app"]\n', [1], /port 80$/],
    'a script starts it, and gosu is there': [
      'FROM debian:12\nRUN apt-get update && apt-get install -y gosu\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
      [1],
      /has gosu/,
    ],
    's6-overlay starts it': ['FROM alpine:3.20\nENTRYPOINT ["/init"]\n', [1], /s6-overlay/],
    'the entry point of an official image is replaced': [
      'FROM postgres:16\nENTRYPOINT ["/start.sh"]\n',
      [1],
      /entry point of `postgres`/,
    ],
    'a server gives up root in its workers': [
      'FROM nginx:1.27\nCOPY site /usr/share/nginx/html\n',
      [1],
      /^nginx starts as root/,
    ],
    'gosu is there and not used': [
      'FROM node:22\nRUN apt-get install -y gosu\nENTRYPOINT []\nCMD ["node", "a.js"]\n',
      [1],
      /`USER node`/,
    ],
  },
});
