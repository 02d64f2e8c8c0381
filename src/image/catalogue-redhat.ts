import type { Added, Catalogue, CatalogueEntry } from './catalogue-entry.ts';

const FULL: CatalogueEntry = { on: 'rhel', alike: true };
const MINIMAL: CatalogueEntry = { on: 'rhel-minimal', alike: true };
const MICRO: CatalogueEntry = { on: 'rhel-micro', alike: true };
const INIT: CatalogueEntry = { on: 'rhel', alike: true, facts: { cmd: ['/sbin/init'] } };

/** Software collections made for source-to-image, on `s2i-core`. */
const S2I: Added = {
  user: '1001',
  workdir: '/opt/app-root/src',
  entrypoint: ['container-entrypoint'],
  cmd: 'unknown',
  env: { APP_ROOT: '/opt/app-root', HOME: '/opt/app-root/src' },
};

const RUNTIME: CatalogueEntry = { on: 'rhel', alike: true, facts: S2I };
const MINIMAL_RUNTIME: CatalogueEntry = {
  on: 'rhel-minimal',
  alike: true,
  facts: { ...S2I, entrypoint: 'unknown' },
};

const OPENJDK: CatalogueEntry = {
  on: 'rhel-minimal',
  alike: true,
  facts: { user: 'unknown', workdir: '/home/jboss', entrypoint: 'unknown', cmd: 'unknown' },
};

/** Anything else of Red Hat's: only the distribution is certain. */
const OTHER: CatalogueEntry = {
  on: 'rhel-any',
  alike: true,
  facts: {
    user: 'unknown',
    workdir: 'unknown',
    shell: 'unknown',
    entrypoint: 'unknown',
    cmd: 'unknown',
    sh: 'unknown',
    bash: 'unknown',
  },
};

const REGISTRY = 'registry.access.redhat.com';

/** Entries of one repository folder, for instance `ubi9/`; `#` is the number of the release. */
function ubiFolder(folder: string): Catalogue {
  return {
    [`${folder}/ubi`]: FULL,
    [`${folder}/ubi-init`]: INIT,
    [`${folder}/ubi-minimal`]: MINIMAL,
    [`${folder}/ubi-micro`]: MICRO,
    [`${folder}/s2i-core`]: { ...FULL, facts: { ...S2I, user: null, cmd: ['base-usage'] } },
    [`${folder}/nodejs-#`]: RUNTIME,
    [`${folder}/nodejs-#-minimal`]: MINIMAL_RUNTIME,
    [`${folder}/python-#`]: RUNTIME,
    [`${folder}/python-#-minimal`]: MINIMAL_RUNTIME,
    [`${folder}/ruby-#`]: RUNTIME,
    [`${folder}/perl-#`]: RUNTIME,
    [`${folder}/php-#`]: RUNTIME,
    [`${folder}/go-toolset`]: RUNTIME,
    [`${folder}/nginx-#`]: RUNTIME,
    [`${folder}/httpd-#`]: RUNTIME,
    [`${folder}/openjdk-#`]: OPENJDK,
    [`${folder}/openjdk-#-runtime`]: OPENJDK,
    [`${folder}/*`]: OTHER,
  };
}

/** The Universal Base Image and what Red Hat builds on it. */
export const REDHAT_IMAGES: Catalogue = {
  'redhat/ubi#': FULL,
  'redhat/ubi#-init': INIT,
  'redhat/ubi#-minimal': MINIMAL,
  'redhat/ubi#-micro': MICRO,
  [`${REGISTRY}/ubi#`]: FULL,
  [`${REGISTRY}/ubi#-init`]: INIT,
  [`${REGISTRY}/ubi#-minimal`]: MINIMAL,
  [`${REGISTRY}/ubi#-micro`]: MICRO,
  [`${REGISTRY}/ubi#/ubi#`]: FULL,
  ...ubiFolder(`${REGISTRY}/ubi#`),
};
