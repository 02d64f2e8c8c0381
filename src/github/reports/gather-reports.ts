import { CodeHostError } from '../../remediation/code-host-error.ts';
import type { GatheredReports, ReportSource } from '../../remediation/given-report.ts';
import { asking } from '../failure.ts';
import { codeScanningReports, dependabotReports } from './alert-reports.ts';
import { artifactReports } from './artifact-reports.ts';
import { fileReports } from './file-reports.ts';
import type { Gathering } from './gathering.ts';

interface Source {
  /** For people: `alerts of Dependabot`. */
  readonly what: string;
  readonly isWanted: (wishes: Gathering['wishes']) => boolean;
  readonly read: (gathering: Gathering) => Promise<GatheredReports>;
}

const SOURCES: readonly Source[] = [
  {
    what: 'reports in the repository',
    isWanted: ({ files }) => files.length > 0,
    read: fileReports,
  },
  {
    what: 'reports that were sent',
    isWanted: () => true,
    read: async ({ store, name }) => ({ reports: await store.reportsOf(name), notices: [] }),
  },
  {
    what: 'artifacts of workflow runs',
    isWanted: ({ artifacts }) => artifacts.length > 0,
    read: artifactReports,
  },
  {
    what: 'alerts of code scanning',
    isWanted: ({ codeScanning }) => codeScanning,
    read: codeScanningReports,
  },
  {
    what: 'alerts of Dependabot',
    isWanted: ({ dependabot }) => dependabot,
    read: dependabotReports,
  },
];

/** Not permitted, not turned on, or not there: the other sources are read nevertheless. */
const ABSENT: readonly (number | null)[] = [403, 404, 410, 451];

/**
 * All reports of a repository, wherever they are. What GitHub does not let us see is a notice; what fails otherwise is
 * thrown as a `CodeHostError`.
 */
export async function gatherReports(gathering: Gathering): Promise<GatheredReports> {
  const gathered: GatheredReports[] = [];
  for (const source of SOURCES) {
    if (source.isWanted(gathering.wishes)) gathered.push(await readSource(source, gathering));
  }
  return {
    reports: gathered.flatMap(({ reports }) => reports),
    notices: gathered.flatMap(({ notices }) => notices),
  };
}

/** For `remediate`, which knows the wishes only when it has read the configuration. */
export function reportSource(known: Omit<Gathering, 'repository' | 'wishes'>): ReportSource {
  return (repository, wishes) => gatherReports({ ...known, repository, wishes });
}

async function readSource(source: Source, gathering: Gathering): Promise<GatheredReports> {
  const { owner, repo } = gathering.name;
  try {
    return await asking(`reading ${source.what} of ${owner}/${repo}`, () => source.read(gathering));
  } catch (error) {
    if (!(error instanceof CodeHostError)) throw error;
    const { status, isRetryable } = error;
    if (isRetryable || !ABSENT.includes(status)) throw error;
    const notice = `GitHub does not show us the ${source.what} (${status}): the permission is missing, or there are none`;
    return { reports: [], notices: [notice] };
  }
}
