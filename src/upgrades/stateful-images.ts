/**
 * Images, by the catalogue's name, that keep data in a volume which another major version cannot read as
 * it is: it has to be migrated, as in https://www.postgresql.org/docs/current/upgrading.html.
 */
export const STATEFUL_IMAGES: ReadonlySet<string> = new Set([
  'bitnami/mariadb',
  'bitnami/mongodb',
  'bitnami/mysql',
  'bitnami/postgresql',
  'cassandra',
  'couchdb',
  'docker.elastic.co/elasticsearch/elasticsearch',
  'elasticsearch',
  'influxdb',
  'mariadb',
  'mcr.microsoft.com/mssql/server',
  'mongo',
  'mysql',
  'neo4j',
  'opensearchproject/opensearch',
  'percona',
  'postgis/postgis',
  'postgres',
  'timescale/timescaledb',
]);
