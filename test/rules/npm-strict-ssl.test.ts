import rule from '../../src/rules/npm-strict-ssl.ts';
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
    'npm config sets it in two words': [
      'FROM node:22\nRUN npm config set strict-ssl false -g\n',
      [2],
      /cafile/,
    ],
    'npm config sets it in one quoted word': [
      `FROM node:22\nRUN npm config set 'strict-ssl'="false"\n`,
      [2],
    ],
    'npm set and yarn config set': [
      'FROM node:22\nRUN npm set strict-ssl false\nRUN yarn config set "strict-ssl" false --global\n',
      [2, 3],
    ],
    'it is set inside a condition': [
      'FROM node:22\nRUN if [ -n "$P" ]; then \\\n  npm config set strict-ssl  false; \\\n  fi\n',
      [3],
    ],
    'ENV and ARG set it, in any case': [
      'FROM node:22\nENV NPM_CONFIG_STRICT_SSL "false"\nARG npm_config_strict_ssl=false\n',
      [2, 3],
    ],
    'a prefix sets it': ['FROM node:22\nRUN a=1 npm_config_strict_ssl=false npm ci\n', [2]],
    'the option is given': ['FROM node:22\nRUN npm ci --no-strict-ssl\n', [2]],
  },
});
