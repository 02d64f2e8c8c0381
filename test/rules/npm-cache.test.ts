import rule from '../../src/rules/npm-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM node:22\nRUN npm ci && npm cache clean --force\n',
    'its directory is removed': 'FROM node:22\nRUN npm ci && rm -rf ~/.npm\n',
    'the cache is on a mount': 'FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
    'the cache has a place of its own': 'FROM node:22\nRUN npm ci --cache /tmp/c\n',
    'only some files of the stage are copied':
      'FROM node:22 AS b\nRUN npm ci\nFROM node:22\nCOPY --from=b /app /app\n',
    'nothing is installed': 'FROM node:22\nRUN npm run build && npm prune\n',
  },
  leaves: {
    'the cache has a place of its own by a variable': [
      'FROM node:22\nENV npm_config_cache=/c\nRUN npm ci\n',
      [3],
      /npm_config_cache/,
    ],
    'a later command deletes npm': [
      'FROM node:22\nRUN npm ci && rm -rf /usr/local/lib/node_modules/npm\n',
      [2],
      '`rm` behind it may remove `npm` or what it needs',
    ],
    'a package in a variable is removed later': [
      'FROM debian:12\nRUN npm ci && apt-get purge -y $DEPS\n',
      [2],
      /may remove/,
    ],
    'a later RUN installs from the cache': [
      'FROM node:22\nRUN npm ci\nRUN npm ci --offline && npm cache clean --force\n',
      [2],
      /line 3/,
    ],
  },
  fixes: {
    'an installation': [
      'FROM node:22\nRUN npm install\n',
      'FROM node:22\nRUN npm install && npm cache clean --force\n',
    ],
  },
});
