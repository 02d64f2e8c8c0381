import { MORE_TOOLS, PERHAPS_BASH } from './catalogue-entry.ts';
import type { Added, Catalogue, CatalogueEntry } from './catalogue-entry.ts';

/** Jupyter Docker Stacks; the user is named `jovyan`. */
const JUPYTER: CatalogueEntry = {
  on: 'ubuntu',
  alike: true,
  facts: {
    user: '1000',
    workdir: '/home/jovyan',
    shell: ['/bin/bash', '-o', 'pipefail', '-c'],
    entrypoint: 'unknown',
    cmd: 'unknown',
    gnuWget: true,
    env: { NB_USER: 'jovyan', NB_UID: '1000', HOME: '/home/jovyan', CONDA_DIR: '/opt/conda' },
  },
};

const CIRCLECI: CatalogueEntry = {
  on: 'ubuntu',
  alike: true,
  facts: {
    ...MORE_TOOLS,
    user: 'circleci',
    workdir: '/home/circleci/project',
    shell: ['/bin/bash', '-exo', 'pipefail', '-c'],
    entrypoint: 'unknown',
    cmd: 'unknown',
  },
};

const SELENIUM: CatalogueEntry = {
  on: 'ubuntu',
  facts: { user: '1200', cmd: ['/opt/bin/entry_point.sh'], gnuWget: true, entrypoint: 'unknown' },
  variants: [
    { before: '4.10', facts: { user: 'unknown', cmd: 'unknown', gnuWget: 'unknown' } },
    { words: ['nightly', 'beta'], facts: { user: 'unknown' } },
  ],
};

const CYPRESS: CatalogueEntry = {
  on: 'debian',
  facts: { ...MORE_TOOLS, workdir: 'unknown', entrypoint: 'unknown', cmd: 'unknown' },
};

const CLOUD_SDK: CatalogueEntry = {
  on: 'debian',
  facts: { ...MORE_TOOLS, user: 'unknown', workdir: 'unknown', cmd: 'unknown' },
  variants: [PERHAPS_BASH],
};

const CUDA: CatalogueEntry = {
  on: 'linux',
  facts: { ...MORE_TOOLS, entrypoint: 'unknown', bash: true, libc: 'glibc' },
};

/** What the Bitnami images share; SHELL came to them in different years. */
const BITNAMI: Added = {
  ...MORE_TOOLS,
  workdir: 'unknown',
  shell: 'unknown',
  entrypoint: 'unknown',
  cmd: 'unknown',
};

/** Debian for long; the hardened images of later tags stand on Photon. */
const BITNAMI_OTHER: CatalogueEntry = {
  on: 'linux',
  facts: { ...BITNAMI, user: 'unknown', libc: 'glibc', bash: true },
};
const BITNAMI_SERVER: CatalogueEntry = {
  on: 'linux',
  facts: { ...BITNAMI, user: '1001', libc: 'glibc', bash: true },
};

const LAMBDA: CatalogueEntry = {
  on: 'amazon-any',
  facts: {
    ...MORE_TOOLS,
    workdir: '/var/task',
    entrypoint: ['/lambda-entrypoint.sh'],
    cmd: 'unknown',
  },
};

const BITNAMI_SERVERS = [
  'apache',
  'consul',
  'elasticsearch',
  'etcd',
  'grafana',
  'kafka',
  'keycloak',
  'kubectl',
  'mariadb',
  'memcached',
  'minio',
  'mongodb',
  'mysql',
  'nginx',
  'postgresql',
  'prometheus',
  'rabbitmq',
  'redis',
  'redis-sentinel',
  'spark',
  'tomcat',
  'wordpress-nginx',
  'zookeeper',
];

/** Tools, test browsers, data science and the vendors of many images. */
export const TOOL_IMAGES: Catalogue = {
  docker: {
    on: 'alpine',
    facts: { entrypoint: ['docker-entrypoint.sh'], cmd: ['sh'], bash: 'unknown' },
    variants: [
      { words: ['dind'], facts: { entrypoint: ['dockerd-entrypoint.sh'], cmd: null } },
      { words: ['rootless'], facts: { user: 'rootless' } },
    ],
  },
  'alpine/git': {
    on: 'alpine',
    facts: {
      ...MORE_TOOLS,
      workdir: '/git',
      entrypoint: ['git'],
      cmd: ['--help'],
      bash: 'unknown',
    },
  },
  'hashicorp/terraform': {
    on: 'alpine',
    facts: { ...MORE_TOOLS, entrypoint: ['/bin/terraform'], bash: 'unknown' },
  },
  'curlimages/curl': {
    on: 'alpine',
    facts: {
      ...MORE_TOOLS,
      user: 'curl_user',
      workdir: 'unknown',
      entrypoint: ['/entrypoint.sh'],
      cmd: ['curl'],
      bash: 'unknown',
    },
  },
  'amazon/aws-cli': {
    on: 'amazon-any',
    facts: { workdir: '/aws', entrypoint: ['/usr/local/bin/aws'] },
  },
  'public.ecr.aws/lambda/*': LAMBDA,
  'tensorflow/tensorflow': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, entrypoint: 'unknown', cmd: 'unknown' },
    variants: [
      { words: ['jupyter'], facts: { workdir: '/tf' } },
      { words: ['devel', 'custom'], facts: { workdir: 'unknown' } },
    ],
  },
  'pytorch/pytorch': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, workdir: '/workspace', entrypoint: 'unknown', cmd: 'unknown' },
  },
  'nvcr.io/nvidia/pytorch': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, workdir: '/workspace', entrypoint: 'unknown', cmd: 'unknown' },
  },
  'nvidia/cuda': CUDA,
  'nvidia/cudagl': CUDA,
  ros: {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, entrypoint: ['/ros_entrypoint.sh'], cmd: ['bash'] },
  },
  'apache/airflow': {
    on: 'debian',
    facts: {
      ...MORE_TOOLS,
      user: '50000',
      workdir: '/opt/airflow',
      shell: 'unknown',
      entrypoint: ['/usr/bin/dumb-init', '--', '/entrypoint'],
      cmd: 'unknown',
    },
    variants: [{ before: '2', facts: { user: 'unknown', workdir: 'unknown' } }],
  },
  'gcr.io/google.com/cloudsdktool/cloud-sdk': CLOUD_SDK,
  'gcr.io/google.com/cloudsdktool/google-cloud-cli': CLOUD_SDK,
  'google/cloud-sdk': CLOUD_SDK,
  'gcr.io/oss-fuzz-base/*': {
    on: 'ubuntu',
    facts: { ...MORE_TOOLS, workdir: 'unknown', cmd: 'unknown' },
  },
  'jupyter/*': JUPYTER,
  'cimg/*': CIRCLECI,
  'circleci/*': {
    on: 'linux',
    facts: {
      user: 'circleci',
      workdir: 'unknown',
      shell: 'unknown',
      entrypoint: 'unknown',
      cmd: 'unknown',
      bash: 'unknown',
      gnuWget: 'unknown',
    },
  },
  'selenium/base': { ...SELENIUM, facts: { ...SELENIUM.facts, user: '1200:1201' } },
  'selenium/*': { ...SELENIUM, facts: { ...SELENIUM.facts, workdir: 'unknown' } },
  'cypress/base': CYPRESS,
  'cypress/browsers': CYPRESS,
  'cypress/included': { ...CYPRESS, facts: { ...CYPRESS.facts, entrypoint: ['cypress', 'run'] } },
  'cypress/factory': { ...CYPRESS, facts: { ...CYPRESS.facts, gnuWget: true } },
  ...Object.fromEntries(BITNAMI_SERVERS.map((name) => [`bitnami/${name}`, BITNAMI_SERVER])),
  'bitnami/*': BITNAMI_OTHER,
};
