import rule from '../../src/rules/composer-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM php:8.3\nRUN composer install && composer clear-cache\n',
    'the cache is not used': 'FROM php:8.3\nRUN composer install --no-cache\n',
    'its folder is removed': 'FROM php:8.3\nRUN composer install && rm -rf /root/.composer/cache\n',
    'the cache is a mount':
      'FROM php:8.3\nRUN --mount=type=cache,target=/root/.composer/cache composer install\n',
    'only vendor leaves the stage':
      'FROM composer:2 AS b\nRUN composer install\nFROM php:8.3\nCOPY --from=b /app/vendor /app/vendor\n',
  },
  leaves: {
    'a later step installs again': [
      'FROM php:8.3\nRUN composer install --no-scripts\nRUN composer require --no-cache x/y\n',
      [2],
      /line 3 uses this cache/,
    ],
    'the cache has another place': [
      'FROM php:8.3\nENV COMPOSER_CACHE_DIR=/c\nRUN composer install\n',
      [3],
      /COMPOSER_CACHE_DIR/,
    ],
  },
  fixes: {
    'packages are installed': [
      'FROM php:8.3\nRUN composer install --no-dev && composer dump-autoload\n',
      'FROM php:8.3\nRUN composer install --no-dev && composer dump-autoload && composer clear-cache\n',
    ],
  },
});
