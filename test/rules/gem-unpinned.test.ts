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

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'the lock file has another gem': {
      text: 'FROM ruby:3.3\nRUN gem install rake\n',
      lines: [2],
      reason: /no `Gemfile\.lock` tells a version of `rake`/,
      files: { 'Gemfile.lock': 'GEM\n  specs:\n    raker (1.0)\n      rake (~> 13)\n' },
    },
  },
  fixes: {
    'the lock file has it for two platforms': {
      before: 'FROM ruby:3.3\nRUN gem install nokogiri --no-document\n',
      after: 'FROM ruby:3.3\nRUN gem install nokogiri:1.18.1 --no-document\n',
      files: {
        'Gemfile.lock': '  specs:\n    nokogiri (1.18.1)\n    nokogiri (1.18.1-x86_64-linux-gnu)\n',
      },
    },
  },
});
