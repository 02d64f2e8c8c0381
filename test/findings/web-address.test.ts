import { describe, expect, it } from 'vitest';
import {
  isMadeArchive,
  isPublicHost,
  movingReason,
  readWebAddress,
} from '../../src/findings/web-address.ts';

describe('a host', () => {
  it.each(['example.com', '8.8.8.8', '172.15.0.1', '[2001:db8::1]'])('%s is public', (host) => {
    expect(isPublicHost(host)).toBe(true);
  });
  it.each(['nexus', 'nexus.corp', '10.0.0.1', '172.16.0.1', '192.168.1.1', '127.0.0.1', '[::1]'])(
    '%s is of a network of one’s own',
    (host) => {
      expect(isPublicHost(host)).toBe(false);
    },
  );
});

describe('an address', () => {
  it.each([
    'ftp://a.io/a',
    'https://a.io/$V',
    'https://u:p@a.io/a',
    `https://a.io/${'a'.repeat(2000)}`,
  ])('%.40s is not read', (text) => {
    expect(readWebAddress(text)).toBeNull();
  });
  it.each([
    ['https://a.io/v1.2.3/tool.tar.gz', null],
    ['https://a.io/latest/tool.tar.gz', 'stands for whatever `latest` is when it is asked'],
    ['https://a.io/tool.tar.gz', 'has no version in it'],
    ['https://a.io/tool-1.2?x=1', 'is answered by what its query says'],
    ['https://a.io/pool/main/a_1.2.deb', null],
  ])('%s is a release, or moves for a reason', (text, reason) => {
    expect(movingReason(new URL(text))).toBe(reason);
  });
  it('tells an archive that is packed when it is asked for from a release file', () => {
    expect(isMadeArchive(new URL('https://github.com/a/b/archive/v1.tar.gz'))).toBe(true);
    expect(isMadeArchive(new URL('https://github.com/a/b/releases/download/v1/a.gz'))).toBe(false);
  });
});
