import { describe, expect, test } from 'vitest';
import { lookAgainBy } from '../../../src/app/sweep/look-again-by.ts';
import { loadConfig } from '../../../src/config/load.ts';

const NOON = Date.parse('2026-11-26T12:00Z');
const DAY = 24 * 60 * 60_000;

describe('another look is due', () => {
  test.each([
    ['after two weeks and some days, each repository on its own', '', '2026-12-13T12:00'],
    ['on the next day where alerts are read', 'reports: { dependabot: true }', '2026-11-27T00:00'],
    [
      'on the next day where artifacts are read',
      'reports: { artifacts: ["*scan*"] }',
      '2026-11-27T00:00',
    ],
    ['on the next day where it extends what nobody tells of', 'extends: base', '2026-11-27T00:00'],
    ['no sooner where it extends the usual one', 'extends: .github', '2026-12-13T12:00'],
    [
      'within three days where images are to be of another age',
      'upgrades: { minimumAge: 7 }',
      '2026-11-29T12:00',
    ],
    [
      'when something is ignored no more',
      'ignore: [{ rule: CVE-2024-12345, until: 2026-12-01 }, { rule: CVE-2024-10001, until: 2026-01-01 }]',
      '2026-12-01T00:00',
    ],
  ])('%s', (_, text, expected) => {
    const config = loadConfig(text, 'seaworthy.yml', []);
    const until = lookAgainBy(
      { repository: 3, config, hasConfig: true, isMisconfigured: false },
      NOON,
    );
    expect(new Date(until).toISOString().slice(0, 16)).toBe(expected);
  });

  test('on the next day where a mistake may stand in what is extended, unless all of it is the owner’s', () => {
    const config = loadConfig('', 'seaworthy.yml', []);
    const looked = { repository: 3, config, isMisconfigured: true };
    expect(lookAgainBy({ ...looked, hasConfig: true }, NOON)).toBe(NOON + DAY / 2);
    expect(lookAgainBy({ ...looked, hasConfig: false }, NOON)).toBe(NOON + 17 * DAY);
  });
});
