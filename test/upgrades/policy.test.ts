import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/defaults.ts';
import { parseReference } from '../../src/image/reference.ts';
import { policyFor, upgradePolicy } from '../../src/upgrades/policy.ts';
import type { ImagePolicy, UpgradeSettings } from '../../src/upgrades/policy.ts';

function policyOf(
  image: string,
  settings: Partial<UpgradeSettings>,
  posture: 'gentle' | 'balanced' | 'strict' = 'balanced',
): ImagePolicy {
  const reference = parseReference(image);
  if (reference === null) throw new Error(`${image} is no reference`);
  return policyFor(upgradePolicy(posture, { ...DEFAULTS.upgrades, ...settings }), reference);
}

describe('without a configuration', () => {
  test('gentle refreshes digests and moves nothing', () => {
    const { kinds, pin, leaveEndedDays } = policyOf('node:20', {}, 'gentle');
    expect({ kinds, pin, leaveEndedDays }).toEqual({
      kinds: ['digest-refresh'],
      pin: false,
      leaveEndedDays: null,
    });
  });

  test('balanced takes what is compatible, and leaves what ends within 90 days', () => {
    const { kinds, pin, leaveEndedDays } = policyOf('node:20', {});
    expect({ kinds, pin, leaveEndedDays }).toEqual({
      kinds: ['digest-refresh', 'patch', 'minor', 'replacement'],
      pin: false,
      leaveEndedDays: 90,
    });
  });

  test('strict takes all and adds digests', () => {
    const { kinds, pin } = policyOf('node:20', {}, 'strict');
    expect(kinds).toContain('major');
    expect(pin).toBe(true);
  });
});

describe('the configuration', () => {
  test('says more than the posture', () => {
    const { kinds, pin } = policyOf('node:20', { kinds: ['major'], pin: true }, 'gentle');
    expect({ kinds, pin }).toEqual({ kinds: ['major'], pin: true });
  });

  test('has the first rule that names the image win, with its kinds as they are', () => {
    const rules = [
      { image: 'postgres', hold: 'migrate first' },
      { image: 'no*', kinds: ['patch'], allow: '<23', tags: '*-slim', minimumAge: 14 },
      { image: 'node', kinds: ['major'] },
    ] as const;
    const { allow, ...policy } = policyOf('node:20', { rules });
    expect(policy).toEqual({
      kinds: ['patch'],
      pin: false,
      leaveEndedDays: null,
      minimumAge: 14,
      minimumDigestAge: 0,
      tags: '*-slim',
      hold: null,
    });
    expect([allow?.allows([22]), allow?.allows([23])]).toEqual([true, false]);
    expect(policyOf('postgres:16', { rules }).hold).toBe(
      'the configuration holds this image: migrate first',
    );
  });

  test.each([
    ['node:20', { hold: [{ image: 'node' }] }, 'the configuration holds this image'],
    [
      'ghcr.io/acme/x:1',
      { registries: ['docker.io', '*.example.com'] },
      'the configuration does not name its registry ghcr.io in `upgrades.registries`',
    ],
    ['a.example.com/x:1', { registries: ['docker.io', '*.example.com'] }, null],
    [
      'redis:7',
      { images: ['node', 'ghcr.io/acme/*'] },
      'the configuration does not name it in `upgrades.images`',
    ],
  ] as const)('decides about %s', (image, settings, hold) => {
    expect(policyOf(image, settings).hold).toBe(hold);
  });
});
