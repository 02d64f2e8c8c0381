import rule from '../../src/rules/npm-strict-ssl.ts';
import { failing, file } from './recorded-downloads.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the check is turned on':
      'FROM node:22\nENV NPM_CONFIG_STRICT_SSL=true\nRUN npm config set strict-ssl true || false\n',
    'the setting is only read': 'FROM node:22\nRUN npm config get strict-ssl || false\n',
    'another setting is false':
      'FROM node:22\nRUN npm set audit false && yarn config set a false\n',
    'packages have these names': 'FROM node:22\nRUN npm install strict-ssl false\n',
    'other variables have longer names':
      'FROM node:22\nENV XNPM_CONFIG_STRICT_SSL=false npm_config_strict_ssl_x=false\n',
  },
  leaves: {
    'a registry in a network of one’s own': [
      'FROM node:22\nRUN npm config set registry https://npm.corp/ && npm config set strict-ssl false -g\n',
      [2],
      /npm\.corp is in a network of your own: .*NODE_EXTRA_CA_CERTS/,
    ],
    'the project names a registry of one’s own': {
      text: 'FROM node:22\nRUN npm ci --no-strict-ssl\n',
      lines: [2],
      reason: /npm\.corp is in a network of your own/,
      files: { '.npmrc': '@acme:registry=https://npm.corp/\n' },
    },
    'the registry is a variable': [
      'FROM node:22\nARG R\nRUN yarn config set registry $R && yarn config set "strict-ssl" false\n',
      [3],
      /which hosts it is about/,
    ],
    'the certificate of the registry does not hold': {
      text: 'FROM node:22\nENV NPM_CONFIG_STRICT_SSL "false"\n',
      lines: [2],
      reason: /does not answer without it \(its certificate has expired\)/,
      downloads: failing('https://registry.npmjs.org/', 'its certificate has expired'),
    },
    'the command sets more': ['FROM node:22\nRUN npm set a=b strict-ssl=false && npm ci\n', [2]],
    'it is set inside a condition': [
      'FROM node:22\nRUN if [ -n "$P" ]; then \\\n  npm config set strict-ssl  false; \\\n  fi\n',
      [3],
    ],
  },
  fixes: {
    'the public registry, which was asked, and a project without settings': {
      before: 'FROM node:22\nRUN npm config set strict-ssl false -g && npm ci --no-strict-ssl\n',
      after: 'FROM node:22\nRUN npm ci\n',
      files: { 'package.json': '{}' },
      downloads: file('https://registry.npmjs.org/', 'a'),
      preconditions: {
        'registry.npmjs.org answers with a certificate that holds': 'held',
        'no `.npmrc` or `.yarnrc` of the project names another registry': 'held',
      },
    },
    'one quoted word, and other commands': [
      `FROM node:22\nRUN npm config set 'strict-ssl'="false"\nRUN npm set strict-ssl false; a\n`,
      'FROM node:22\nRUN a\n',
    ],
    'ENV, ARG and a prefix, in any case': {
      before:
        'FROM node:22\nENV NPM_CONFIG_STRICT_SSL "false"\nARG npm_config_strict_ssl=false\nRUN a=1 npm_config_strict_ssl=false npm ci\n',
      after: 'FROM node:22\nRUN a=1 npm ci\n',
      preconditions: {
        'registry.npmjs.org answers with a certificate that holds': 'unknown',
        'no `.npmrc` or `.yarnrc` of the project names another registry': 'unknown',
      },
    },
  },
});
