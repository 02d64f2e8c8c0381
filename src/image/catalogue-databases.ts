import { MORE_TOOLS, PERHAPS_BASH } from './catalogue-entry.ts';
import type { Added, Catalogue, CatalogueEntry } from './catalogue-entry.ts';

const ENTRYPOINT: Added = { ...MORE_TOOLS, entrypoint: ['docker-entrypoint.sh'] };

const ELASTICSEARCH: CatalogueEntry = {
  on: 'linux',
  facts: {
    workdir: '/usr/share/elasticsearch',
    user: '1000:0',
    cmd: ['eswrapper'],
    libc: 'glibc',
    bash: true,
  },
  variants: [
    { before: '8.9', facts: { user: 'unknown' } },
    {
      before: '7',
      facts: { workdir: 'unknown', cmd: 'unknown', libc: 'unknown', bash: 'unknown' },
    },
  ],
};

const KIBANA: CatalogueEntry = {
  on: 'linux',
  facts: {
    workdir: '/usr/share/kibana',
    user: '1000',
    cmd: ['/usr/local/bin/kibana-docker'],
    libc: 'glibc',
    bash: true,
  },
  variants: [
    { before: '8.15', facts: { user: 'unknown' } },
    { before: '8.12', since: '7', facts: { user: 'kibana' } },
    {
      before: '7',
      facts: { workdir: 'unknown', cmd: 'unknown', libc: 'unknown', bash: 'unknown' },
    },
  ],
};

const LOGSTASH: CatalogueEntry = {
  on: 'linux',
  facts: {
    workdir: '/usr/share/logstash',
    user: '1000',
    entrypoint: ['/usr/local/bin/docker-entrypoint'],
    libc: 'glibc',
    bash: true,
  },
  variants: [
    { before: '7', facts: { user: 'unknown', workdir: 'unknown', entrypoint: 'unknown' } },
  ],
};

/** Databases, caches, queues and search. Most start as root, and their entry point gives that up. */
export const DATABASE_IMAGES: Catalogue = {
  redis: {
    on: 'debian',
    facts: { ...ENTRYPOINT, workdir: '/data', cmd: ['redis-server'] },
    variants: [PERHAPS_BASH],
  },
  'valkey/valkey': {
    on: 'debian',
    facts: { ...ENTRYPOINT, workdir: '/data', cmd: ['valkey-server'] },
    variants: [PERHAPS_BASH],
  },
  postgres: {
    on: 'debian',
    facts: { ...ENTRYPOINT, cmd: ['postgres'] },
    variants: [{ on: ['alpine'], facts: { bash: true } }],
  },
  'postgis/postgis': {
    on: 'debian',
    facts: { ...ENTRYPOINT, cmd: ['postgres'] },
    variants: [{ on: ['alpine'], facts: { bash: true } }],
  },
  mysql: {
    on: 'linux',
    facts: { ...ENTRYPOINT, cmd: ['mysqld'], libc: 'glibc', bash: true },
    variants: [
      { since: '8.4', byDefault: 'rhel-minimal' },
      { words: ['oracle', 'oraclelinux'], since: '8', is: 'rhel-minimal' },
    ],
  },
  mariadb: {
    on: 'ubuntu',
    facts: { ...ENTRYPOINT, cmd: ['mariadbd'] },
    variants: [
      { before: '10.6', facts: { cmd: 'unknown' } },
      { before: '10.3', byDefault: 'linux' },
      { words: ['ubi'], is: 'rhel-minimal', facts: { user: 'mysql' } },
    ],
  },
  mongo: {
    on: 'ubuntu',
    facts: { ...ENTRYPOINT, cmd: ['mongod'] },
    variants: [{ before: '4', byDefault: 'linux' }],
  },
  memcached: {
    on: 'debian',
    facts: { ...ENTRYPOINT, user: 'memcache', cmd: ['memcached'] },
    variants: [PERHAPS_BASH],
  },
  rabbitmq: {
    on: 'ubuntu',
    facts: { ...ENTRYPOINT, cmd: ['rabbitmq-server'] },
    variants: [
      { on: ['alpine'], facts: { bash: true } },
      { before: '3.8', byDefault: 'linux' },
    ],
  },
  elasticsearch: ELASTICSEARCH,
  'docker.elastic.co/elasticsearch/elasticsearch': ELASTICSEARCH,
  kibana: KIBANA,
  'docker.elastic.co/kibana/kibana': KIBANA,
  logstash: LOGSTASH,
  'docker.elastic.co/logstash/logstash': LOGSTASH,
};
