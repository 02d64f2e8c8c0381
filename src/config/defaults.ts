import type { Config } from './schema.ts';

/** Where a repository keeps its configuration; the first that exists counts. */
export const CONFIG_PATHS = ['.github/seaworthy.yml', '.github/seaworthy.yaml'] as const;

/** The configuration among the files of a repository; null when it has none. */
export function configPath(files: readonly string[]): string | null {
  return CONFIG_PATHS.find((path) => files.includes(path)) ?? null;
}

/**
 * What holds without a configuration: the defaults of the schema, written out, because loading the
 * schema takes longer than checking a file. A test holds the two equal.
 */
export const DEFAULTS: Config = {
  version: 1,
  posture: 'balanced',
  rules: {},
  ignore: [],
  images: [],
  paths: { include: [], exclude: [] },
  fix: { safety: ['safe', 'review'] },
  upgrades: {
    leaveEndedDays: 90,
    minimumAge: 3,
    minimumDigestAge: 0,
    registries: [],
    images: [],
    hold: [],
    otherBots: 'leave',
    rules: [],
  },
  policy: { mirrors: [], labels: [], banned: [], pins: 'off', runtime: 'plain' },
  failOn: null,
  pullRequests: {
    limit: 3,
    firstContact: 1,
    branchPrefix: 'seaworthy/',
    titles: 'auto',
    signOff: 'auto',
    draft: false,
    labels: [],
    reviewers: [],
    assignees: [],
  },
  checks: { enabled: true, failOn: null, suggestions: true },
  dashboard: { enabled: false, title: 'Dockerfiles in order' },
  codeScanning: { upload: false },
  reports: {
    files: ['/.seaworthy/*.json', '/.seaworthy/*.sarif'],
    artifacts: [],
    codeScanning: false,
    dependabot: false,
  },
  schedule: { enabled: true, timeZone: 'UTC', window: '2h' },
  enabled: true,
};
