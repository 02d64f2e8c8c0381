import rule from '../../src/rules/gem-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the files are removed':
      'FROM ruby:3.3\nRUN gem install x && rm -rf /usr/local/bundle/cache/*.gem\n',
    'the files are removed wherever they are':
      'FROM ruby:3.3\nRUN gem install x && rm -rf "$(gem env gemdir)/cache/"\n',
    'the cache is on a mount':
      'FROM ruby:3.3\nRUN --mount=type=cache,target=/usr/local/bundle/cache gem install x\n',
    'only some files of the stage are copied':
      'FROM ruby:3.3 AS b\nRUN gem install x\nFROM ruby:3.3\nCOPY --from=b /app /app\n',
  },
  leaves: {
    'a gem is installed': ['FROM ruby:3.3\nRUN gem install x\n', [2], /no command/],
  },
});
