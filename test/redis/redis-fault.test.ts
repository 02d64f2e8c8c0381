import { expect, test } from 'vitest';
import { faultOf } from '../../src/redis/redis-fault.ts';

function account(version: string, policy: string): string {
  return `# Server\r\nredis_version:${version}\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;
}

test.each<[string, string, string, string | null]>([
  ['of the oldest version that will do', '6.2.0', 'noeviction', null],
  ['of a newer version', '10.0.1', 'noeviction', null],
  ['of an old version', '6.0.16', 'noeviction', 'Redis 6.0.16 is too old: 6.2 is needed'],
  ['of an older version', '5.9.9', 'noeviction', 'Redis 5.9.9 is too old: 6.2 is needed'],
  [
    'that throws away what was not used',
    '7.0.15',
    'allkeys-lru',
    'Redis may throw jobs away: set `maxmemory-policy` to `noeviction` instead of `allkeys-lru`',
  ],
])('a Redis %s is told apart', (_, version, policy, fault) => {
  expect(faultOf(account(version, policy))).toBe(fault);
});

test('a Redis that does not say how it evicts is taken', () => {
  expect(faultOf('redis_version:7.2.0\r\n')).toBeNull();
});
