import { renamed } from '../retired-image.ts';
import type { RetiredImage } from '../retired-image.ts';

const KUBERNETES = 'https://kubernetes.io/blog/2023/03/10/image-registry-redirect/';
const GOOGLE_CONTAINERS = 'https://github.com/kubeflow/pipelines/issues/10615';
const MINIO = 'https://github.com/minio/minio/issues/21647';

/** The same images at another address. */
export const MOVED_IMAGES: readonly RetiredImage[] = [
  {
    name: 'k8s.gcr.io/*',
    why: 'k8s.gcr.io is frozen and will be switched off; registry.k8s.io has the same images',
    source: KUBERNETES,
    successor: renamed('registry.k8s.io/*'),
  },
  ...['google-containers', 'google_containers'].map((project) => ({
    name: `gcr.io/${project}/*`,
    why: `gcr.io/${project} is deprecated by Kubernetes; registry.k8s.io has its images`,
    source: GOOGLE_CONTAINERS,
    successor: renamed('registry.k8s.io/*'),
  })),
  {
    name: 'jboss/keycloak',
    why: 'jboss/keycloak is gone from Docker Hub; Keycloak publishes on Quay. From 17 on it runs on Quarkus, with other settings',
    source: 'https://github.com/testcontainers/testcontainers-python/issues/483',
    successor: renamed('quay.io/keycloak/keycloak'),
  },
  {
    name: 'jboss/wildfly',
    why: 'WildFly publishes on Quay since 25.0.1, and no longer on Docker Hub',
    source: 'https://github.com/wildfly/wildfly-container/issues/153',
    successor: renamed('quay.io/wildfly/wildfly'),
  },
  {
    name: 'jupyter/*',
    why: 'the Jupyter Docker Stacks publish on Quay since 2023-10-20; those on Docker Hub are not updated',
    source: 'https://github.com/jupyter/docker-stacks',
    successor: renamed('quay.io/jupyter/*'),
  },
  ...['minio', 'mc'].map((repository) => ({
    name: `minio/${repository}`,
    why: 'MinIO ended its community images in October 2025 and later removed them from Docker Hub; Quay still has them, without updates',
    source: MINIO,
    successor: renamed(`quay.io/minio/${repository}`),
  })),
  {
    name: 'gcr.io/kaniko-project/executor',
    why: 'kaniko was archived in June 2025; a fork by members of the Kubernetes community continues it',
    source: 'https://github.com/osscontainertools/kaniko/pull/329',
    successor: renamed('ghcr.io/osscontainertools/kaniko'),
  },
  {
    name: 'condaforge/mambaforge',
    why: 'Mambaforge ended in favour of Miniforge, which has the same content',
    source: 'https://conda-forge.org/news/2024/07/29/sunsetting-mambaforge/',
    successor: renamed('condaforge/miniforge3'),
  },
  {
    name: 'continuumio/miniconda3',
    why: 'the continuumio organization is deprecated; Anaconda publishes Miniconda under its own name',
    source: 'https://github.com/anaconda/docker-images/pull/721',
    successor: renamed('anaconda/miniconda'),
  },
];
