import { describe, expect, it } from 'vitest';
import { readDecision } from '../../../src/scans/vocabulary/decision-words.ts';
import { readDistribution } from '../../../src/scans/vocabulary/distribution.ts';
import {
  contentDigests,
  imageNames,
  imageReferences,
} from '../../../src/scans/vocabulary/image-names.ts';
import { readPlatform } from '../../../src/scans/vocabulary/platform-words.ts';
import { ratedBy, severityOf } from '../../../src/scans/vocabulary/rated-by.ts';

describe('a distribution', () => {
  it.each([
    ['debian:9', 'debian', '9'],
    ['Debian GNU/Linux 9 (stretch)', 'debian', '9'],
    ['ALPINE_LINUX_3_18', 'alpine', '3.18'],
    ['UBUNTU_22_04', 'ubuntu', '22.04'],
    ['Rocky Linux 9.5 (Blue Onyx)', 'rocky', '9.5'],
    ['Red Hat Enterprise Linux 8.5 (Ootpa)', 'rhel', '8.5'],
    ['AMAZON_LINUX_2', 'amzn', '2'],
    ['sles:15.3', 'sles', '15.3'],
    ['openSUSE Leap 15.5', 'opensuse-leap', '15.5'],
    ['ORACLE_LINUX_8', 'ol', '8'],
    ['wolfi', 'wolfi', ''],
  ])('named %j is %s %s', (text, id, version) => {
    expect(readDistribution(text)).toEqual({ id, version });
  });

  it.each(['', 'windows server 2019', null])('is not named by %j', (text) => {
    expect(readDistribution(text)).toBeNull();
  });
});

describe('a decision', () => {
  it.each([
    ['will_not_fix', 'will-not-fix'],
    ["Won't fix", 'will-not-fix'],
    ['end_of_life', 'end-of-life'],
    ['under investigation', 'under-investigation'],
    ['fix_deferred', 'deferred'],
    ['affected', null],
  ])('written %j is %j', (word, decision) => {
    expect(readDecision(word)).toBe(decision);
  });
});

describe('a severity', () => {
  it('is that of the word, else that of the score', () => {
    expect(severityOf('High', 3)).toBe('high');
    expect(severityOf('negligible', 9)).toBe('info');
    expect(severityOf('untriaged', 9)).toBe('critical');
    expect(severityOf('Unknown', 9)).toBe('critical');
    expect(severityOf('Unknown')).toBe('info');
    expect(severityOf(null)).toBe('info');
  });

  it('is said by nobody who says neither', () => {
    expect(ratedBy('nvd', 'untriaged')).toEqual([]);
    expect(ratedBy('nvd', 'UNKNOWN')).toEqual([]);
    expect(ratedBy('nvd', '', 5)).toEqual([{ source: 'nvd', severity: 'medium' }]);
  });
});

describe('names', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  it.each([
    'docker-archive:a:b:c',
    '/work',
    './web',
    'web.tar',
    'web.tar.gz',
    'web.tgz',
    digest,
    '',
  ])('of images are not %j', (text) => {
    expect(imageReferences(text)).toEqual([]);
  });

  it('of images are those that docker would take', () => {
    expect(imageReferences('web:1', null, ' web:1', undefined)).toEqual(['web:1']);
  });

  it('of contents are digests', () => {
    expect(contentDigests(digest, 'sha256:short', undefined, digest)).toEqual([digest]);
  });

  it('of images may have a digest', () => {
    const names = { kind: 'image', references: [`web@${digest}`], digests: [digest] };
    expect(imageNames(`web@${digest}`, null)).toEqual(names);
  });

  it('of platforms have two or three parts', () => {
    expect(readPlatform('linux/ARM64/v8')).toMatchObject({ architecture: 'arm64', variant: 'v8' });
    expect(readPlatform('linux')).toBeNull();
  });
});
