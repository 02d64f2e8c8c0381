import { strictUri } from '../../findings/strict-uri.ts';

/** Databases of advisories; a report that names another host is anybody's word. */
const HOSTS: ReadonlySet<string> = new Set([
  'access.redhat.com',
  'alas.aws.amazon.com',
  'avd.aquasec.com',
  'errata.almalinux.org',
  'errata.rockylinux.org',
  'linux.oracle.com',
  'nvd.nist.gov',
  'osv.dev',
  'pkg.go.dev',
  'rustsec.org',
  'scout.docker.com',
  'security.alpinelinux.org',
  'security.snyk.io',
  'security-tracker.debian.org',
  'snyk.io',
  'ubuntu.com',
  'www.cve.org',
  'www.suse.com',
]);

const KNOWN = [
  { pattern: /^CVE-\d{4}-\d{4,19}$/, page: 'https://nvd.nist.gov/vuln/detail/' },
  { pattern: /^GHSA(?:-[0-9a-z]{4}){3}$/, page: 'https://github.com/advisories/' },
] as const;

/** Where an advisory can be read: where the report says, if that is a database, else by its id; null where neither tells. */
export function advisoryLink(id: string, link: string | null): string | null {
  if (link !== null && URL.canParse(link)) {
    const { protocol, hostname, port, username, href } = new URL(link);
    const isPlain = protocol === 'https:' && port === '' && username === '';
    const isAdvisory =
      hostname === 'github.com' && href.startsWith('https://github.com/advisories/');
    if (isPlain && (HOSTS.has(hostname) || isAdvisory)) return strictUri(href);
  }
  const page = KNOWN.find(({ pattern }) => pattern.test(id))?.page;
  return page === undefined ? null : `${page}${id}`;
}
