import { hasOption } from '../dockerfile/command-line.ts';
import { findKeptCaches } from '../findings/kept-cache.ts';
import type { KeptCache } from '../findings/kept-cache.ts';
import { anyCallOf, unlessUsedLater } from '../findings/later-call.ts';
import type { Rule } from '../findings/rule.ts';

const OFFLINE = anyCallOf('conda', (call) => hasOption(call, ['--offline'], call.valueOptions));

const CACHE: KeptCache = {
  managers: ['conda'],
  fills: (call) =>
    (call.action === 'install' || call.action === 'upgrade') &&
    !hasOption(call, ['--dry-run', '-d', '--download-only', '--help'], call.valueOptions),
  empties: (call) => call.manager === 'conda' && call.action === 'clean',
  path: /conda[^\s]{0,100}\/pkgs|mamba[^\s]{0,100}\/pkgs|CONDA_PKGS_DIRS|CONDA_DIR[^\s]{0,20}\/pkgs/,
  directories: ['/opt/conda/pkgs', '/root/miniconda3/pkgs', '/root/micromamba/pkgs'],
  command: (call) => `${call.invoked} clean -ay`,
  needed: /^(?:conda|mamba|micromamba|python)/,
  what: 'downloaded packages and an index',
  title: (command) => `Empty the cache with \`${command}\` in the RUN that fills it`,
  judge: (dockerfile, facts, run) => unlessUsedLater(dockerfile, facts, run, OFFLINE),
};

export default {
  id: 'conda-cache',
  summary: 'conda keeps downloaded packages in the layer',
  rationale:
    'conda and mamba keep every package that they download, packed and in part unpacked, and an index of ' +
    'the channels. Nothing in the image reads them again. The fix empties the cache at the end of the RUN ' +
    'that fills it: `clean -ay` leaves what environments use.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: [],
  paths: ['/opt/conda/**', '/root/**', '/home/**'],
  about: CACHE.managers,
  aliases: {},
  references: [
    'https://docs.conda.io/projects/conda/en/stable/commands/clean.html',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  examples: [
    {
      name: 'packages are installed and the cache stays',
      before: 'FROM continuumio/miniconda3\nRUN conda install -y numpy\n',
      after: 'FROM continuumio/miniconda3\nRUN conda install -y numpy && conda clean -ay\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findKeptCaches(dockerfile, facts, CACHE);
  },
} satisfies Rule;
