import type { Dockerfile } from '../dockerfile/model.ts';
import { addedRepository } from './added-repository.ts';
import { baseImageName } from './base-image.ts';
import { RPM_SOURCES } from './rpm-sources.ts';
import type { Run } from './runs.ts';

/** Where the files of repositories in official base images point to. */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ['fedora', 'mirrors.fedoraproject.org'],
  ['rockylinux', 'mirrors.rockylinux.org'],
  ['almalinux', 'mirrors.almalinux.org'],
  ['oraclelinux', 'yum.oracle.com'],
  ['amazonlinux', 'cdn.amazonlinux.com'],
  ['ubi', 'cdn-ubi.redhat.com'],
]);

/** The hosts that yum and dnf ask at a place of a RUN; null where the file does not tell all of them. */
export function rpmHosts(dockerfile: Dockerfile, run: Run, offset: number): string[] | null {
  if (addedRepository(dockerfile, run, offset, RPM_SOURCES.added) !== null) return null;
  const name = baseImageName(dockerfile, run.stage)?.replace(/^.*\//, '') ?? '';
  const host = HOSTS.get(name.replace(/^ubi\d*(?:-\w+)?$/, 'ubi'));
  return host === undefined ? null : [host];
}

/** The hosts that the text of a repository names; null where it names none, or not in full. */
export function writtenHosts(text: string): string[] | null {
  const addresses = [...text.matchAll(/(?:baseurl|mirrorlist|metalink)\s?=\s?(\S{1,300})/gi)];
  const hosts = addresses.map(([, address = '']) => {
    return /^https?:\/\/([\w.-]{1,200}(?::\d{1,5})?)(?=[/\\"']|$)/i.exec(address)?.[1];
  });
  const known = hosts.filter((host) => host !== undefined);
  return known.length === 0 || known.length < hosts.length ? null : known;
}
