import rule from '../../src/rules/yarn-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM node:22\nRUN yarn install --production && yarn cache clean\n',
    'its directory is removed':
      'FROM node:22\nRUN yarn install && rm -rf /usr/local/share/.cache/yarn\n',
    'all caches are removed': 'FROM node:22\nRUN yarn && rm -rf ~/.cache\n',
    'the cache is on a mount':
      'FROM node:22\nRUN --mount=type=cache,target=/usr/local/share/.cache yarn install\n',
    'the cache has a place of its own': 'FROM node:22\nRUN yarn install --cache-folder /tmp/c\n',
    'it is a later version': 'FROM node:22\nRUN yarn install --immutable\n',
    'only some files of the stage are copied':
      'FROM node:22 AS b\nRUN yarn install --production\nFROM node:22\nCOPY --from=b /app /app\n',
    'a script of the project is run': 'FROM node:22\nRUN yarn build && yarn run test\n',
    'only the version is printed': 'FROM node:22\nRUN yarn --version\n',
  },
  leaves: {
    'the version is not known': ['FROM node:22\nRUN yarn install\n', [2], /Yarn 1/],
    'both versions know the options': ['FROM node:22\nRUN yarn --frozen-lockfile\n', [2], /Yarn 1/],
    'the cache has a place of its own by a variable': [
      'FROM node:22\nENV YARN_CACHE_FOLDER=/c\nRUN yarn install --production\n',
      [3],
      /YARN_CACHE_FOLDER/,
    ],
    'a later command takes yarn away': [
      'FROM alpine:3.20\nRUN apk add --no-cache yarn && yarn global add x && apk del yarn\n',
      [2],
      '`apk` behind it may remove `yarn` or what it needs',
    ],
    'a later command may take yarn away': [
      'FROM alpine:3.20\nRUN apk add -t .d yarn && yarn global add x && apk del .d\n',
      [2],
      /may remove/,
    ],
    'a later RUN installs from the cache': [
      'FROM node:22\nRUN yarn install --pure-lockfile\nRUN yarn install --offline && yarn cache clean\n',
      [2],
      /line 3/,
    ],
  },
  fixes: {
    'a global addition': [
      'FROM node:22\nRUN yarn global add serve\n',
      'FROM node:22\nRUN yarn global add serve && yarn cache clean\n',
    ],
    'an option of Yarn 1': [
      'FROM node:22\nRUN yarn install --frozen-lockfile --production\n',
      'FROM node:22\nRUN yarn install --frozen-lockfile --production && yarn cache clean\n',
    ],
  },
});
