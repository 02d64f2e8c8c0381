import { renamed, withTag } from '../retired-image.ts';
import type { RetiredImage, RetiredUse } from '../retired-image.ts';

const NOTICES = 'https://github.com/docker-library/docs/blob';
const HEAD = `${NOTICES}/c4a9ba41443427b2ec1d5c4cc01879076aa4a1eb`;
const ONBUILD_NOTICE = 'https://github.com/docker-library/official-images/issues/2076';

/** Official images that once had `onbuild` variants, and still exist. */
const ONCE_ONBUILD = ['golang', 'maven', 'node', 'pypy', 'python', 'ruby'];

/** `8-onbuild` to `8`; `onbuild` to no tag at all. */
function withoutOnbuild(name: string): (use: RetiredUse) => string | null {
  return ({ tag }) => {
    if (tag === null || !tag.words.includes('onbuild')) return null;
    const parts = tag.text.split('-').filter((part) => part !== 'onbuild');
    return withTag(name, parts.length === 0 ? 'latest' : parts.join('-'));
  };
}

/** Official images of Docker Hub that their publishers gave up or took over themselves. */
export const RETIRED_OFFICIAL_IMAGES: readonly RetiredImage[] = [
  {
    name: 'jenkins',
    why: 'the official image ended with 2.60; the Jenkins project publishes its own',
    source: `${NOTICES}/28b9b31f21a99a628dd66b30dd561a9f63a124b1/jenkins/deprecated.md`,
    successor: renamed('jenkins/jenkins'),
  },
  {
    name: 'consul',
    why: 'the official image ended with Consul 1.15; HashiCorp publishes its own',
    source: `${NOTICES}/d19f5513c546ad71b5756b562c39f130f70e30d7/consul/deprecated.md`,
    successor: renamed('hashicorp/consul'),
  },
  {
    name: 'vault',
    why: 'the official image ended with Vault 1.13; HashiCorp publishes its own',
    source: `${NOTICES}/fa772374adbb1901e10b46b9116369bdd267ffa6/vault/deprecated.md`,
    successor: renamed('hashicorp/vault'),
  },
  {
    name: 'piwik',
    why: 'Piwik is named Matomo since 2018',
    source: `${NOTICES}/7e71fd74d9621d9e3877cee78a0da22c097a5ec3/piwik/deprecated.md`,
    successor: renamed('matomo'),
  },
  {
    name: 'owncloud',
    why: 'the official image ended in 2018; ownCloud publishes its own',
    source: `${NOTICES}/d1503670317e92bbbe19415faf9df97727cf07ad/owncloud/deprecated.md`,
    successor: renamed('owncloud/server'),
  },
  {
    name: 'emqx',
    why: 'the official image ends with EMQX 5.8; its publisher has its own, under another licence from 5.9 on',
    source: `${HEAD}/emqx/deprecated.md`,
    successor: renamed('emqx/emqx'),
  },
  {
    name: 'liquibase',
    why: 'the official image ends with Liquibase 4; its publisher has its own, which from 5 on leaves out database drivers',
    source: `${HEAD}/liquibase/deprecated.md`,
    successor: renamed('liquibase/liquibase'),
  },
  ...ONCE_ONBUILD.map((name) => ({
    name,
    why: 'the onbuild variants ended in 2018; the instructions that they ran must be written into the Dockerfile',
    source: ONBUILD_NOTICE,
    successor: withoutOnbuild(name),
  })),
];
