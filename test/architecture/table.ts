/** One part of src/: a folder, or files that stand beside the folders. */
export interface Part {
  /** Other parts that it may import from; `'anything'` for the two ends of the program. */
  readonly imports: readonly string[] | 'anything';
  /** Modules of Node (`'all'` of them): what is empty here is pure. */
  readonly builtins: readonly string[] | 'all';
  /** Files of a folder of units do not even import each other: they are discovered. */
  readonly isUnits?: true;
  /** Only these files import it. */
  readonly importedBy?: readonly string[];
}

/** Who may import whom: the table of docs/design.md. */
export const PARTS: Readonly<Record<string, Part>> = {
  // Two parsers are slow to load and rarely needed: `createRequire` loads them at first use.
  dockerfile: { imports: [], builtins: ['node:module'] },
  image: { imports: [], builtins: [] },
  yaml: { imports: [], builtins: [] },
  builds: { imports: ['dockerfile', 'yaml'], builtins: [] },
  findings: { imports: ['dockerfile', 'image', 'builds'], builtins: [] },
  rules: { imports: ['dockerfile', 'image', 'builds', 'findings'], builtins: [], isUnits: true },
  scans: { imports: ['dockerfile', 'image', 'yaml', 'builds', 'findings'], builtins: [] },
  reports: { imports: ['image', 'findings', 'scans'], builtins: [], isUnits: true },
  upgrades: { imports: ['dockerfile', 'image', 'findings'], builtins: [] },
  bots: { imports: ['image', 'findings', 'yaml'], builtins: [] },
  // `createRequire` as above.
  schedule: { imports: [], builtins: ['node:module'] },
  config: { imports: ['findings', 'upgrades', 'yaml', 'schedule'], builtins: [] },
  remediation: {
    imports: [
      'dockerfile',
      'image',
      'builds',
      'findings',
      'scans',
      'upgrades',
      'config',
      'bots',
      'proof',
    ],
    builtins: [],
  },
  contribute: {
    imports: ['findings', 'image', 'upgrades', 'config', 'bots', 'remediation'],
    builtins: [],
  },
  proof: { imports: ['findings'], builtins: [] },
  http: { imports: ['image'], builtins: 'all' },
  registry: { imports: ['image', 'http'], builtins: 'all' },
  downloads: { imports: ['http', 'findings', 'remediation'], builtins: 'all' },
  'registry/quirks': { imports: ['registry', 'http', 'image'], builtins: [], isUnits: true },
  github: {
    imports: ['contribute', 'remediation', 'config', 'bots', 'findings'],
    builtins: 'all',
  },
  local: {
    imports: ['image', 'findings', 'scans', 'upgrades', 'remediation', 'proof'],
    builtins: 'all',
  },
  redis: { imports: [], builtins: 'all' },
  jobs: { imports: ['remediation', 'redis'], builtins: 'all' },
  discover: { imports: ['findings', 'registry', 'import-units'], builtins: [] },
  'import-units': { imports: [], builtins: ['node:fs/promises'], importedBy: ['discover.ts'] },
  cli: { imports: 'anything', builtins: 'all', importedBy: ['cli.ts'] },
  app: {
    imports: 'anything',
    builtins: 'all',
    importedBy: [
      'cli/serve.ts',
      'cli/app-settings.ts',
      'cli/app-stores.ts',
      'cli/renew-settings.ts',
    ],
  },
  index: { imports: 'anything', builtins: [], importedBy: [] },
};

/** Which package enters where: through one part, but for those that read outside data and write files. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@bull-board/api': ['app'],
  '@opentelemetry/api': ['app'],
  '@opentelemetry/exporter-trace-otlp-http': ['app'],
  '@opentelemetry/resources': ['app'],
  '@opentelemetry/sdk-trace-node': ['app'],
  bullmq: ['jobs'],
  commander: ['cli'],
  'cron-parser': ['schedule'],
  diff: ['cli'],
  'fast-xml-parser': ['upgrades'],
  fzstd: ['registry'],
  'dockerfile-ast': ['dockerfile'],
  ignore: ['remediation'],
  'ipaddr.js': ['http'],
  ioredis: ['redis'],
  jose: ['app'],
  json5: ['bots'],
  'mvdan-sh': ['dockerfile'],
  octokit: ['app', 'github'],
  pino: ['app'],
  probot: ['app'],
  'p-limit': ['http'],
  'p-retry': ['http'],
  picocolors: ['cli'],
  'prom-client': ['app'],
  semver: ['image'],
  'smol-toml': ['upgrades'],
  'tar-stream': ['local', 'registry'],
  unbash: ['dockerfile'],
  undici: ['http'],
  'write-file-atomic': ['local', 'registry'],
  yaml: ['yaml'],
  yauzl: ['github'],
  zod: [
    'app',
    'bots',
    'config',
    'github',
    'jobs',
    'local',
    'registry',
    'registry/quirks',
    'reports',
    'scans',
    'upgrades',
  ],
};

/** Files that may import a module while the program runs. */
export const DYNAMIC_IMPORTERS: readonly string[] = [
  'import-units.ts',
  // OpenTelemetry is loaded only where somebody takes traces.
  'app/observe/open-tracing.ts',
  'app/queues-endpoint.ts',
  'cli/check.ts',
  'cli/given-values.ts',
  'cli/init.ts',
  'cli/fix-context.ts',
  'cli/fix.ts',
  'cli/program.ts',
  'cli/project.ts',
  'cli/run.ts',
  'cli/surroundings.ts',
];

/** The library's entry is the only file that passes on what others export. */
export const RE_EXPORTERS: readonly string[] = ['index.ts'];

/** Words that say nothing about the content of a file or folder, in the singular. */
export const EMPTY_NAMES: readonly string[] = [
  'manager',
  'processor',
  'handler',
  'helper',
  'util',
  'data',
  'info',
  'wrapper',
];

/** Words of the field that contain one. */
export const FIELD_TERMS = /package-managers?/;
