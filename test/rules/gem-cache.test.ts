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
    'nothing tells where the gems are': [
      'FROM ruby:3.3\nRUN gem install x\n',
      [2],
      /gem env gemdir/,
    ],
    'the Ruby of the distribution is not the one that installs': [
      'FROM debian:12\nRUN gem install x\n',
      [2],
      /gem env gemdir/,
    ],
    'another user installs': [
      'FROM alpine:3.20\nRUN apk add ruby\nUSER app\nRUN gem install x\n',
      [4],
      /gem env gemdir/,
    ],
  },
  fixes: {
    'the file says where gems are': [
      'FROM ruby:3.3\nENV GEM_HOME=/gems\nRUN gem install x\n',
      'FROM ruby:3.3\nENV GEM_HOME=/gems\nRUN gem install x && rm -rf /gems/cache\n',
    ],
    'the Ruby of Alpine was installed before': [
      'FROM alpine:3.20\nRUN apk add --no-cache ruby\nRUN gem install x\n',
      'FROM alpine:3.20\nRUN apk add --no-cache ruby\nRUN gem install x && rm -rf /usr/lib/ruby/gems/*/cache\n',
    ],
  },
});
