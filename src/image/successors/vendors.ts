import { renamed, versionText, withTag } from '../retired-image.ts';
import type { RetiredImage, RetiredUse } from '../retired-image.ts';

const BITNAMI = 'https://github.com/bitnami/containers/issues/83267';
const CIRCLECI = 'https://circleci.com/docs/circleci-images';

const BITNAMI_ENDED = 'Bitnami took its versioned images away in September 2025.';

/** An image that its own project publishes, and how its tags are written. */
interface Original {
  readonly name: string;
  /** How many numbers a complete version has there. */
  readonly numbers?: number;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** By the name that Bitnami gave it. */
const ORIGINALS: Readonly<Record<string, Original>> = {
  cassandra: { name: 'cassandra' },
  consul: { name: 'hashicorp/consul' },
  elasticsearch: { name: 'elasticsearch' },
  etcd: { name: 'quay.io/coreos/etcd', prefix: 'v' },
  golang: { name: 'golang' },
  grafana: { name: 'grafana/grafana' },
  kafka: { name: 'apache/kafka' },
  keycloak: { name: 'quay.io/keycloak/keycloak' },
  mariadb: { name: 'mariadb' },
  memcached: { name: 'memcached' },
  mongodb: { name: 'mongo' },
  mysql: { name: 'mysql' },
  nginx: { name: 'nginx' },
  node: { name: 'node' },
  'php-fpm': { name: 'php', suffix: '-fpm' },
  postgresql: { name: 'postgres', numbers: 2 },
  prometheus: { name: 'prom/prometheus', prefix: 'v' },
  python: { name: 'python' },
  rabbitmq: { name: 'rabbitmq' },
  redis: { name: 'redis' },
  ruby: { name: 'ruby' },
  tomcat: { name: 'tomcat' },
  valkey: { name: 'valkey/valkey' },
  wordpress: { name: 'wordpress' },
  zookeeper: { name: 'zookeeper' },
};

const COMPLETE = 3;

function original({ rest, tag }: RetiredUse): string | null {
  const found = Object.hasOwn(ORIGINALS, rest) ? ORIGINALS[rest] : undefined;
  if (found === undefined) return null;
  const { name, numbers = COMPLETE, prefix = '', suffix = '' } = found;
  if (tag === null || tag.text === 'latest')
    return withTag(name, suffix === '' ? null : suffix.slice(1));
  const version = versionText(tag, numbers);
  return version === null ? null : withTag(name, prefix + version + suffix);
}

/** `minideb` is a distribution, and goes on. */
function unless(name: string, successor: RetiredImage['successor']): RetiredImage['successor'] {
  return (use) => (use.rest === name ? null : successor(use));
}

/** Repositories of CircleCI with another name in the new namespace. */
const NEW_NAMES: Readonly<Record<string, string>> = { golang: 'go', 'buildpack-deps': 'base' };

/** The version stays, and the browsers; the codenames of distributions go. */
function cimg({ rest, tag }: RetiredUse): string | null {
  const name = `cimg/${Object.hasOwn(NEW_NAMES, rest) ? (NEW_NAMES[rest] ?? rest) : rest}`;
  if (tag === null || tag.text === 'latest') return withTag(name, tag?.text ?? null);
  const version = versionText(tag, COMPLETE);
  if (version === null) return null;
  const kept = ['node', 'browsers'].filter((word) => tag.words.includes(word));
  return withTag(name, [version, ...kept].join('-'));
}

/** Vendors of many images who gave them up. */
export const RETIRED_VENDOR_IMAGES: readonly RetiredImage[] = [
  {
    name: 'bitnami/*',
    why: `${BITNAMI_ENDED} bitnamilegacy has the same bytes, and never gets updates`,
    source: BITNAMI,
    successor: unless('minideb', renamed('bitnamilegacy/*')),
  },
  {
    name: 'bitnami/*',
    why: `${BITNAMI_ENDED} The project's own image is updated; paths, settings and user differ`,
    source: BITNAMI,
    successor: original,
  },
  {
    name: 'bitnami/*',
    why: `${BITNAMI_ENDED} bitnamisecure has hardened images, free only under latest and meant for development`,
    source: BITNAMI,
    successor: unless('minideb', ({ rest }) => `bitnamisecure/${rest}:latest`),
  },
  {
    name: 'bitnamilegacy/*',
    why: "bitnamilegacy never gets updates. The project's own image does; paths, settings and user differ",
    source: BITNAMI,
    successor: original,
  },
  {
    name: 'circleci/*',
    why: 'the circleci images are deprecated since the end of 2021; cimg has their successors',
    source: CIRCLECI,
    successor: cimg,
  },
];
