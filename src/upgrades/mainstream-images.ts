import type { ImageReference } from '../image/reference.ts';
import { tagWords } from '../image/tag-words.ts';

/** Official images by the words with which others name theirs (https://hub.docker.com/u/library). */
const BY_WORD: ReadonlyMap<string, string> = new Map([
  ['node', 'node'],
  ['nodejs', 'node'],
  ['python', 'python'],
  ['java', 'eclipse-temurin'],
  ['openjdk', 'eclipse-temurin'],
  ['jdk', 'eclipse-temurin'],
  ['jre', 'eclipse-temurin'],
  ['maven', 'maven'],
  ['gradle', 'gradle'],
  ['tomcat', 'tomcat'],
  ['golang', 'golang'],
  ['go', 'golang'],
  ['rust', 'rust'],
  ['php', 'php'],
  ['ruby', 'ruby'],
  ['rails', 'ruby'],
  ['perl', 'perl'],
  ['nginx', 'nginx'],
  ['httpd', 'httpd'],
  ['apache', 'httpd'],
  ['haproxy', 'haproxy'],
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['mongo', 'mongo'],
  ['mongodb', 'mongo'],
  ['redis', 'redis'],
  ['memcached', 'memcached'],
  ['rabbitmq', 'rabbitmq'],
  ['alpine', 'alpine'],
  ['debian', 'debian'],
  ['ubuntu', 'ubuntu'],
  ['fedora', 'fedora'],
  ['almalinux', 'almalinux'],
  ['rockylinux', 'rockylinux'],
  ['centos', 'almalinux'],
  ['busybox', 'busybox'],
]);

const MOST = 3;

/** Maintained images of the same kind, as name and tag tell it; empty where they do not. */
export function mainstreamFor({ repository, tag }: ImageReference): readonly string[] {
  const words = [...tagWords(repository.replaceAll(/[/.]/g, '-')), ...tagWords(tag ?? '')];
  const found = new Set(
    words.flatMap(({ whole, stem }) => BY_WORD.get(whole) ?? BY_WORD.get(stem) ?? []),
  );
  return [...found].slice(0, MOST);
}
