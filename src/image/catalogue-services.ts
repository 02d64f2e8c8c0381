import { MORE_TOOLS, PERHAPS_BASH } from './catalogue-entry.ts';
import type { Added, Catalogue, CatalogueEntry } from './catalogue-entry.ts';

const ENTRYPOINT: Added = { ...MORE_TOOLS, entrypoint: ['docker-entrypoint.sh'] };

const HAPROXY = ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'];

const NGINX: CatalogueEntry = {
  on: 'debian',
  facts: {
    ...MORE_TOOLS,
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    users: { nginx: '101:101' },
  },
  variants: [PERHAPS_BASH, { before: '1.19', facts: { entrypoint: 'unknown' } }],
};

/** Web servers and applications. */
export const SERVICE_IMAGES: Catalogue = {
  nginx: NGINX,
  'nginxinc/nginx-unprivileged': {
    ...NGINX,
    facts: { ...NGINX.facts, user: '101' },
    variants: [...(NGINX.variants ?? []), { before: '1.17', facts: { user: 'unknown' } }],
  },
  httpd: {
    on: 'debian',
    facts: { ...MORE_TOOLS, workdir: '/usr/local/apache2', cmd: ['httpd-foreground'] },
    variants: [PERHAPS_BASH, { on: ['alpine'], facts: { users: { 'www-data': '82:82' } } }],
  },
  caddy: {
    on: 'alpine',
    facts: {
      ...MORE_TOOLS,
      workdir: '/srv',
      cmd: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
    },
    variants: [
      {
        words: ['builder'],
        facts: { workdir: '/usr/bin', cmd: ['/bin/sh'], env: { GOPATH: '/go' } },
      },
    ],
  },
  haproxy: {
    on: 'debian',
    facts: { ...ENTRYPOINT, user: 'haproxy', workdir: '/var/lib/haproxy', cmd: HAPROXY },
    variants: [
      PERHAPS_BASH,
      { before: '2.7', facts: { workdir: null } },
      { before: '2.4', facts: { user: null, entrypoint: 'unknown' } },
    ],
  },
  traefik: {
    on: 'alpine',
    facts: { ...MORE_TOOLS, entrypoint: ['/entrypoint.sh'], cmd: ['traefik'] },
    variants: [
      { before: '2', byDefault: 'bare' },
      { before: '2', on: ['bare'], facts: { entrypoint: ['/traefik'], cmd: null, gnuWget: false } },
    ],
  },
  'jenkins/jenkins': {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      user: 'jenkins',
      entrypoint: 'unknown',
      users: { jenkins: '1000:1000' },
    },
    variants: [{ on: ['alpine'], facts: { bash: true } }],
  },
  tomcat: {
    on: 'linux',
    facts: {
      ...MORE_TOOLS,
      workdir: '/usr/local/tomcat',
      cmd: ['catalina.sh', 'run'],
      env: { CATALINA_HOME: '/usr/local/tomcat' },
    },
    variants: [
      { words: ['temurin'], byDefault: 'ubuntu' },
      { words: ['corretto'], byDefault: 'amazon-any' },
      { since: '10.1', without: ['temurin', 'corretto', 'openjdk'], byDefault: 'ubuntu' },
    ],
  },
  jetty: {
    on: 'linux',
    facts: {
      ...MORE_TOOLS,
      user: 'jetty',
      workdir: '/var/lib/jetty',
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['java', '-jar', '/usr/local/jetty/start.jar'],
    },
    variants: [PERHAPS_BASH, { before: '9.4', facts: { workdir: 'unknown', user: 'unknown' } }],
  },
  wordpress: {
    on: 'debian',
    facts: { ...ENTRYPOINT, workdir: '/var/www/html', cmd: ['apache2-foreground'] },
    variants: [
      { words: ['fpm'], facts: { cmd: ['php-fpm'] } },
      { words: ['cli'], byDefault: 'alpine', facts: { user: 'www-data', cmd: ['wp', 'shell'] } },
      { on: ['alpine'], facts: { bash: true } },
    ],
  },
  drupal: {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      workdir: '/opt/drupal',
      entrypoint: ['docker-php-entrypoint'],
      cmd: ['apache2-foreground'],
    },
    variants: [
      { words: ['fpm'], facts: { cmd: ['php-fpm'] } },
      { before: '9', facts: { workdir: 'unknown' } },
      { before: '8', facts: { workdir: '/var/www/html' } },
      PERHAPS_BASH,
    ],
  },
  nextcloud: {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      workdir: '/var/www/html',
      entrypoint: ['/entrypoint.sh'],
      cmd: ['apache2-foreground'],
    },
    variants: [{ words: ['fpm'], facts: { cmd: ['php-fpm'] } }, PERHAPS_BASH],
  },
  ghost: {
    on: 'debian',
    facts: { ...ENTRYPOINT, workdir: '/var/lib/ghost', cmd: ['node', 'current/index.js'] },
    variants: [{ on: ['alpine'], facts: { bash: true } }],
  },
  registry: {
    on: 'alpine',
    facts: {
      ...MORE_TOOLS,
      entrypoint: ['/entrypoint.sh'],
      cmd: ['/etc/docker/registry/config.yml'],
    },
    variants: [{ since: '3', facts: { cmd: 'unknown' } }],
  },
  'grafana/grafana': {
    on: 'alpine',
    facts: {
      ...MORE_TOOLS,
      user: '472',
      workdir: '/usr/share/grafana',
      entrypoint: ['/run.sh'],
      cmd: 'unknown',
      bash: 'unknown',
    },
    variants: [{ before: '7', byDefault: 'linux', facts: { user: 'unknown' } }],
  },
  'prom/prometheus': {
    on: 'busybox',
    facts: {
      user: 'nobody',
      workdir: '/prometheus',
      entrypoint: ['/bin/prometheus'],
      cmd: 'unknown',
    },
    variants: [{ words: ['distroless'], facts: { user: 'unknown', workdir: 'unknown' } }],
  },
  'quay.io/keycloak/keycloak': {
    on: 'rhel-micro',
    facts: { user: '1000', entrypoint: ['/opt/keycloak/bin/kc.sh'], cmd: null },
    variants: [{ before: '17', is: 'rhel-any', facts: { entrypoint: 'unknown', cmd: 'unknown' } }],
  },
};
