import { describe, expect, it } from 'vitest';
import { cycleDifferences, readNewerCycles } from '../../scripts/lifecycle/newer-cycles.ts';
import { productProblems } from '../../scripts/lifecycle/problems.ts';
import type { Product } from '../../src/image/lifecycle-product.ts';
import { PRODUCTS, productsOf } from '../../src/image/lifecycle-products.ts';

const TODAY = '2026-11-25';

const GOOD: Product = {
  id: 'thing',
  source: 'https://endoflife.date/thing',
  read: '2026-08-22',
  images: ['thing'],
  codenames: { jolly: '2' },
  cycles: [
    ['2', '2026-01-01', '2026-06-01', null, null],
    ['1', '2025-01-01', null, '2025-06-01', '2026-01-01'],
    ['0', '2024-01-01', null, null, 'ended'],
  ],
};

describe('the shipped lifecycle', () => {
  it('is in order', () => {
    expect(productProblems(PRODUCTS, TODAY)).toEqual([]);
  });

  it('covers the common products', () => {
    const names = [
      ...['node', 'python', 'php', 'ruby', 'golang', 'eclipse-temurin', 'amazoncorretto', 'rust'],
      ...['mcr.microsoft.com/dotnet/aspnet', 'debian', 'ubuntu', 'alpine', 'fedora', 'almalinux'],
      ...['rockylinux/rockylinux', 'redhat/ubi9', 'amazonlinux', 'oraclelinux', 'opensuse/leap'],
      ...['photon', 'postgres', 'mysql', 'mariadb', 'mongo', 'redis', 'valkey/valkey', 'memcached'],
      ...['elasticsearch', 'kibana', 'logstash', 'apache/kafka', 'rabbitmq', 'nginx', 'httpd'],
      ...['haproxy', 'traefik', 'tomcat', 'jetty', 'perl', 'elixir', 'erlang', 'composer', 'maven'],
      ...['gradle', 'grafana/grafana', 'prom/prometheus', 'hashicorp/vault', 'hashicorp/consul'],
      ...['wordpress', 'drupal', 'nextcloud', 'sonarqube', 'jenkins/jenkins', 'gitlab/gitlab-ce'],
      ...['influxdb', 'cassandra', 'couchdb', 'neo4j', 'quay.io/keycloak/keycloak', 'centos'],
      'mcr.microsoft.com/windows/servercore',
    ];
    expect(names.filter((name) => productsOf(name).length === 0)).toEqual([]);
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(40);
  });
});

describe('the check of lifecycle files finds', () => {
  const cases: Readonly<Record<string, readonly [Partial<Product>, string]>> = {
    'a day that the calendar does not have': [
      { cycles: [['2', '2026-02-30', null, null, null]], codenames: {} },
      'thing: 2026-02-30 of 2 is no day',
    ],
    'an end before the release': [
      { cycles: [['2', '2026-02-01', null, null, '2026-01-01']] },
      'thing: the days of 2 are out of order',
    ],
    'long support before the release': [
      { cycles: [['2', '2026-02-01', '2026-01-01', null, null]] },
      'thing: 2 has long support before its release',
    ],
    'lines out of order': [
      { cycles: [...GOOD.cycles].reverse() },
      'thing: 1 stands after 0, which is older',
    ],
    'lines of one day out of order': [
      {
        cycles: [
          ['2', '2026-01-01', null, null, null],
          ['3', '2026-01-01', null, null, null],
        ],
      },
      'thing: 3 stands after 2, which is older',
    ],
    'a line that stands twice': [
      { cycles: [...GOOD.cycles, ['0', '2024-01-01', null, null, null]] },
      'thing: 0 stands twice',
    ],
    'a name that no tag can have': [
      { cycles: [['two', '2026-01-01', null, null, null]], codenames: {} },
      'thing: two is no name of a line',
    ],
    'a codename of no line': [{ codenames: { jolly: '9' } }, 'thing: 9 is named, and no line'],
    'a source that is not https': [
      { source: 'http://endoflife.date/thing' },
      'thing: http://endoflife.date/thing is not an https address',
    ],
    'a day of reading in the future': [
      { read: '2027-01-01' },
      'thing: 2027-01-01 is no day in the past',
    ],
    'no image': [{ images: [] }, 'thing: no image holds it'],
  };

  it.each(Object.entries(cases))('%s', (_, [change, problem]) => {
    expect(productProblems([{ ...GOOD, ...change }], TODAY)).toContain(problem);
  });

  it('an id, or a line of an image, that stands twice', () => {
    const problems = productProblems([GOOD, GOOD], TODAY);
    expect(problems).toContain('thing: the id stands twice');
    expect(problems).toContain('thing: thing 2 is of another product too');
  });

  it('nothing in a good one', () => {
    expect(productProblems([GOOD], TODAY)).toEqual([]);
  });
});

const NEWER = `---
title: Thing
releases:
  - releaseCycle: "3"
    releaseDate: 2026-10-01
    eol: false
  - releaseCycle: "2"
    releaseDate: 2026-01-01
    lts: 2026-06-01
    eol: 2028-01-01
  - releaseCycle: "1"
    releaseDate: 2025-01-01
    eoas: 2025-06-01
    eol: 2026-01-01
  - releaseCycle: "0.1"
    releaseDate: 2023-01-01
    eol: 2023-06-01
---
Text.
`;

describe('newer product files', () => {
  it('differ in what is new, changed or gone', () => {
    const newer = readNewerCycles(NEWER, GOOD);
    expect(newer === null ? null : cycleDifferences(GOOD, newer)).toEqual([
      'thing 3 is new: 2026-10-01, -, -, -',
      'thing 2: end of life -, now 2028-01-01',
      'thing 0 is gone from the source',
    ]);
  });

  it('that are none are told apart', () => {
    expect(readNewerCycles('no front matter', GOOD)).toBeNull();
    expect(readNewerCycles('---\nreleases: 3\n---\n', GOOD)).toBeNull();
  });
});
