import type { GivenReport } from '../../remediation/given-report.ts';
import type { RepositoryName } from '../client.ts';

/** GitHub's names differ in more than case. */
export function repositoryKey({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`.toLowerCase();
}

/** What a report is about: tools and targets, without the tag or digest that is another with every build. */
export function reportSubject({ dockerfile, report: { scans, statements } }: GivenReport): string {
  const about = scans.map(({ tool, target }) => {
    const name = target.kind === 'image' ? untagged(target.name) : target.name;
    return `${tool}\t${target.kind}\t${name}\t${printPlatform(target.platform)}`;
  });
  const says = statements.length === 0 ? '' : JSON.stringify(statements.map(({ id }) => id));
  return JSON.stringify([dockerfile, [...new Set(about)].sort(), says]);
}

function printPlatform(platform: GivenReport['report']['scans'][number]['target']['platform']) {
  return platform === null ? '' : JSON.stringify(platform);
}

/** `ghcr.io/acme/api:1.2@sha256:…` without tag and digest; the colon of a port stays. */
function untagged(name: string): string {
  return name.replace(/@[^/]*$/, '').replace(/:[^/:]*$/, '');
}
