import rule from '../../src/rules/gem-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM ruby:3.3\nRUN gem install bundler:2.5.0 rake:13\n',
    'a version is given by an option':
      'FROM ruby:3.3\nRUN gem install bundler -v 2.5.0 && gem install rake --version=13\n',
    'a file is installed': 'FROM ruby:3.3\nRUN gem install ./x.gem\n',
    'the packages come from a variable': 'FROM ruby:3.3\nRUN gem install $GEMS\n',
  },
  leaves: {
    'a gem has no version': ['FROM ruby:3.3\nRUN gem install bundler\n', [2], /Gemfile.lock/],
  },
});
