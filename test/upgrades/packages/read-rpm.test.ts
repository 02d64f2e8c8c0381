import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageListing } from '../../../src/upgrades/packages/package.ts';
import { readRpmBerkeley } from '../../../src/upgrades/packages/read-rpm-berkeley.ts';
import { sourceName } from '../../../src/image/source-rpm.ts';
import { readRpmHeader } from '../../../src/upgrades/packages/read-rpm-header.ts';
import { readRpmNdb } from '../../../src/upgrades/packages/read-rpm-ndb.ts';
import { readRpmSqlite } from '../../../src/upgrades/packages/read-rpm-sqlite.ts';

function fixture(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../../fixtures/rpm', name));
}

function versions({ packages }: PackageListing): Readonly<Record<string, string>> {
  return Object.fromEntries(packages.map(({ name, version }) => [name, version]));
}

const THREE = {
  bash: '5.1.8-9.el9',
  'glibc-minimal-langpack': '2.34-100.el9',
  'openssl-libs': '1:3.0.7-28.el9_4',
};

const LIBRARIES = Object.fromEntries(
  Array.from({ length: 24 }, (_, index) => [`lib${index + 1}`, `1.${index + 1}-1`]),
);

describe('an rpm database', () => {
  it('of SQLite is read with its overflow pages, its inner pages and without keys', () => {
    const listing = readRpmSqlite(fixture('rpmdb.sqlite'), null);
    expect(versions(listing)).toEqual({ ...THREE, ...LIBRARIES, seaworthy: '1.0-1.el9' });
    expect(listing.problem).toBeNull();
  });

  it('of SQLite is as new as its log', () => {
    const listing = readRpmSqlite(fixture('rpmdb.sqlite'), fixture('rpmdb.sqlite-wal'));
    expect(versions(listing)).toMatchObject({ ...THREE, bash: '5.1.9-9.el9', lib2: '1.2-1' });
    expect(versions(listing)).not.toHaveProperty('lib1');
  });

  it('of SQLite ignores a log that was not committed, or that is of another file', () => {
    const log = fixture('rpmdb.sqlite-wal');
    const uncommitted = log.slice(0, log.length - 1024 - 24);
    const foreign = log.slice();
    foreign.fill(0xff, 16, 24);
    for (const other of [uncommitted, foreign, new Uint8Array(0), new Uint8Array(100)]) {
      expect(versions(readRpmSqlite(fixture('rpmdb.sqlite'), other))['bash']).toBe('5.1.8-9.el9');
    }
  });

  it.each(['Packages', 'Packages-big-endian'])('of Berkeley DB is read: %s', (name) => {
    const listing = readRpmBerkeley(fixture(name));
    expect(versions(listing)).toEqual(THREE);
    expect(listing.problem).toBeNull();
  });

  it('of SUSE is read', () => {
    const listing = readRpmNdb(fixture('Packages.db'));
    expect(versions(listing)).toEqual(THREE);
    expect(listing.problem).toBeNull();
  });

  it('tells architecture and source package', () => {
    const { packages } = readRpmNdb(fixture('Packages.db'));
    expect(packages.find(({ name }) => name === 'bash')).toEqual({
      name: 'bash',
      version: '5.1.8-9.el9',
      type: 'rpm',
      source: 'seaworthy',
      architecture: 'noarch',
    });
  });
});

const READERS: readonly (readonly [string, string, (bytes: Uint8Array) => PackageListing])[] = [
  ['SQLite', 'rpmdb.sqlite', (bytes) => readRpmSqlite(bytes, fixture('rpmdb.sqlite-wal'))],
  ['Berkeley DB', 'Packages', readRpmBerkeley],
  ['SUSE', 'Packages.db', readRpmNdb],
];

describe.each(READERS)('a broken database of %s', (_name, file, read) => {
  it('that is none says so', () => {
    expect(read(new TextEncoder().encode('<html>'.repeat(1000)))).toEqual({
      packages: [],
      problem: expect.stringMatching(/is no (?:SQLite|rpm) database$/) as string,
    });
    expect(read(new Uint8Array(0)).packages).toEqual([]);
  });

  it('that ends in the middle gives what is there, and says what is not', () => {
    const bytes = fixture(file);
    const listing = read(bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(listing.packages.length).toBeLessThan(29);
    expect(listing.problem).toMatch(/records of the rpm database cannot be read|no table/);
  });

  it('with any byte changed is read without harm', () => {
    const bytes = fixture(file);
    const step = Math.ceil(bytes.length / 400);
    for (let at = 0; at < bytes.length; at += step) {
      for (const value of [0x00, 0x80, 0xff]) {
        const broken = bytes.slice();
        broken.fill(value, at, at + 8);
        expect(read(broken).packages.length).toBeLessThanOrEqual(29);
      }
    }
  });
});

describe('a trap', () => {
  it('of one page that is its own child ends', () => {
    const bytes = fixture('rpmdb.sqlite').slice();
    const root = 1024;
    const view = new DataView(bytes.buffer);
    for (let page = root; page < bytes.length; page += 1024) {
      if (bytes[page] === 5) view.setUint32(page + 8, page / 1024 + 1);
    }
    expect(readRpmSqlite(bytes, null).packages.length).toBeLessThan(29);
  });

  it('of one record that many slots share ends', () => {
    const bytes = fixture('Packages.db').slice();
    const slot = bytes.slice(32, 48);
    for (let at = 48; at < 4096; at += 16) bytes.set(slot, at);
    const { packages, problem } = readRpmNdb(bytes);
    expect(packages.length).toBeLessThan(50);
    expect(problem).toMatch(/cannot be read/);
  });
});

describe('a header', () => {
  it.each([
    ['empty', []],
    ['of no entries', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['of more entries than bytes', [0, 0, 255, 255, 0, 0, 0, 0]],
    ['of more entries than rpm allows', [255, 255, 255, 255, 0, 0, 0, 0]],
  ])('that is %s is none', (_name, bytes) => {
    expect(readRpmHeader(Uint8Array.from(bytes))).toBeNull();
  });
});

describe('the source package of', () => {
  it.each([
    ['bash-5.2.26-3.fc40.src.rpm', 'bash'],
    ['java-21-openjdk-21.0.4.0.7-2.el9.src.rpm', 'java-21-openjdk'],
    ['driver-1-1.nosrc.rpm', 'driver'],
    ['(none)', null],
    ['', null],
  ])('%s is %s', (file, name) => {
    expect(sourceName(file)).toBe(name);
  });
});
