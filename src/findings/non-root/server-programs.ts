import { baseImageName } from '../base-image.ts';
import { held, refused } from './check.ts';
import type { Check } from './check.ts';
import { rootLines } from './server-places.ts';
import type { Subject } from './subject.ts';

/** Servers with paths and ports of their own, and what each needs as another user. */
const SERVERS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /^nginx$/,
    'nginx serves as another user already, but its first process needs root for port 80, /run/nginx.pid and /var/cache/nginx: take `nginxinc/nginx-unprivileged`, which listens on 8080, or give it a port from 1024 on, a `pid` in /tmp and the cache',
  ],
  [
    /^(?:httpd|httpd-foreground|apache2|apache2-foreground|apachectl|apache2ctl)$/,
    'Apache serves as www-data already, but its first process needs root for port 80, its pid file and its logs: `Listen 8080` in its configuration, and give /var/run/apache2 and the logs to www-data, before `USER 33:33`',
  ],
  [
    /^php-fpm[\d.]*$/,
    'php-fpm serves as the user of its pool already; for its first process take that user, too (`USER 33:33` on Debian, `82:82` on Alpine), once its socket, pid and log lie where it may write',
  ],
  [
    /^caddy$/,
    'Caddy listens on 80 and 443 and keeps certificates in /data: `http_port 8080` in the Caddyfile, and give /data and /config to the user',
  ],
  [
    /^haproxy$/,
    'HAProxy gives up root itself (`user` in haproxy.cfg): bind ports from 1024 on, leave `chroot`, `user` and `group` out there, put `stats socket` and `pidfile` into a folder of the user, then add USER',
  ],
  [
    /^(?:traefik|varnishd|envoy|squid|coredns|tinyproxy|privoxy|pdns_server)$/,
    'it listens on low ports or gives up root itself, as its configuration says: see there, then set USER together with ports from 1024 on',
  ],
  [
    /^(?:catalina\.sh|startup\.sh)$/,
    'Tomcat writes to logs, temp, work and, where it unpacks archives, webapps below CATALINA_HOME: give these four to the user with `install -d`, then add USER',
  ],
  [
    /^(?:standalone\.sh|domain\.sh|asadmin|startWebLogic\.sh|karaf|kc\.sh|nifi\.sh|activemq|solr)$/,
    'this server writes its logs, state and deployments below its own folder: give that to the user where it is put there (`COPY --chown`), then add USER',
  ],
  [
    /^(?:mysqld(?:_safe)?|mariadbd?|postgres|pg_ctl|mongod|redis-server|valkey-server|rabbitmq-server|cassandra|clickhouse-server|influxd|neo4j|couchdb|elasticsearch|etcd|consul|vault|zkServer\.sh|kafka-server-start\.sh|memcached|arangod|rethinkdb|cockroach|tarantool)$/,
    'the data of a database belong to its own user, also those in volumes that exist: go by the official image of it, which drops root after it has given them away',
  ],
  [
    /^(?:jenkins\.sh|gitlab-runner|teamcity|buildkite-agent|agent\.sh|run\.sh-runner)$/,
    'what it runs for others decides which rights it needs: take the user that its own image has',
  ],
];

/** Java programs that are servers with folders of their own. */
const JAVA_SERVERS = /\b(?:resin\.jar|start\.jar|jetty-runner|glassfish|payara|unifi|ace\.jar)\b/;

/** Where an image is called otherwise than the program in it. */
const PROGRAM_OF_IMAGE: ReadonlyMap<string, string> = new Map([
  ['tomcat', 'catalina.sh'],
  ['varnish', 'varnishd'],
]);

/** True for the name of a server that an image brings along. */
export function isServer(name: string): boolean {
  return SERVERS.some(([pattern]) => pattern.test(name));
}

export function* serverChecks(subject: Subject): Generator<Check> {
  const text = 'what it starts is no server that gives up root itself or has paths of its own';
  for (const { name, text: line } of subject.commands) {
    const advice = SERVERS.find(([pattern]) => pattern.test(name))?.[1];
    if (advice !== undefined) {
      const places = rootLines(subject, name);
      const where = places.length === 0 ? '' : `; here that is ${places.join(', ')}`;
      yield refused(text, `\`${name}\`: ${advice}${where}`);
    }
    const server = name === 'java' ? JAVA_SERVERS.exec(line)?.[0] : undefined;
    if (server !== undefined) {
      yield refused(
        text,
        `\`${server}\` writes logs and unpacked applications beside itself: give those folders to the user with \`install -d\`, then add USER`,
      );
    }
  }
  yield* serverOfBase(subject, text);
  yield* oldAspNet(subject);
  yield held(text);
}

/** An entry point of the file that starts, in the end, the server of its base image. */
function* serverOfBase(subject: Subject, text: string): Generator<Check> {
  const name = baseImageName(subject.dockerfile, subject.stage) ?? '';
  const advice = /^(?:nginx|httpd|caddy|haproxy|traefik|varnish|tomcat)$/.test(name)
    ? SERVERS.find(([pattern]) => pattern.test(PROGRAM_OF_IMAGE.get(name) ?? name))?.[1]
    : undefined;
  const [command] = subject.commands;
  if (advice === undefined || command === undefined) return;
  yield refused(text, `\`${command.name}\` starts the server of \`${name}\`: ${advice}`);
}

/** Images of ASP.NET before 8 listen on port 80 (learn.microsoft.com, "Default ASP.NET Core port changed to 8080"). */
function* oldAspNet({ dockerfile, facts, stage, commands }: Subject): Generator<Check> {
  const name = baseImageName(dockerfile, stage);
  const { env } = facts.result(stage);
  if (name?.endsWith('/aspnet') !== true || facts.base(stage).programUser !== null) return;
  if (['ASPNETCORE_URLS', 'ASPNETCORE_HTTP_PORTS'].some((key) => env.has(key))) return;
  if (commands.some(({ text }) => text.includes('--urls'))) return;
  yield refused(
    'the server listens on a port from 1024 on',
    'ASP.NET before 8 listens on port 80 when nothing else is said: set `ASPNETCORE_URLS=http://+:8080` and publish that port, then add USER; images from 8 on do both (`USER $APP_UID`)',
  );
}
