import rule from '../../src/rules/required-label.ts';
import { testRule } from './rule-table.ts';

const SOURCE = { key: 'org.opencontainers.image.source', value: '{source}' };

testRule(rule, {
  policy: { labels: [SOURCE] },
  passes: {
    'the last stage has it': 'FROM debian:12\nLABEL org.opencontainers.image.source=x\n',
    'the stage below has it':
      'FROM debian:12 AS base\nLABEL org.opencontainers.image.source=x\nFROM base\n',
  },
  leaves: {
    'nothing is known of the repository': ['FROM debian:12\n', [1], /`\{source\}` stands for/],
    'only a stage has it that is not shipped': [
      'FROM debian:12 AS a\nLABEL org.opencontainers.image.source=x\nFROM debian:12\n',
      [3],
    ],
  },
  fixes: {
    'it goes behind the labels that are there': {
      files: {},
      before: 'FROM debian:12\nlabel a=b\nRUN true\n',
      after:
        'FROM debian:12\nlabel a=b\nlabel org.opencontainers.image.source="https://github.com/acme/shop"\nRUN true\n',
    },
    'the line endings are those of the file': {
      files: {},
      before: 'FROM debian:12\r\nRUN true\r\n',
      after:
        'FROM debian:12\r\nLABEL org.opencontainers.image.source="https://github.com/acme/shop"\r\nRUN true\r\n',
    },
  },
});

testRule(rule, {
  policy: {
    labels: [
      { key: 'team', reason: 'whom to call' },
      { key: 'org.opencontainers.image.licenses', value: '{licenses}' },
      { key: 'org.opencontainers.image.title', value: 'The {title}: $HOME "x"' },
    ],
  },
  leaves: {
    'a label has no value in the configuration, and no manifest names a licence': {
      files: {},
      text: 'FROM debian:12\nLABEL org.opencontainers.image.title=x\n',
      lines: [1, 1],
      reason: /gives no value for it|`\{licenses\}` stands for/,
    },
  },
  fixes: {
    'the licence of the manifest, and a text that a shell would read': {
      files: { 'package.json': '{\n  "name": "shop",\n  "license": "MIT"\n}\n' },
      before: 'FROM debian:12\nLABEL team=shop\n',
      after:
        'FROM debian:12\nLABEL team=shop\nLABEL org.opencontainers.image.licenses="MIT"\nLABEL org.opencontainers.image.title="The shop: \\$HOME \\"x\\""\n',
    },
  },
});
