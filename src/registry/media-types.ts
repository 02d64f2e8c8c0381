export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';

/** Indexes: OCI's, and Docker's manifest list. */
export const INDEX_TYPES: readonly string[] = [
  OCI_INDEX,
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Manifests of one image: OCI's, and Docker's of version 2. */
export const IMAGE_TYPES: readonly string[] = [
  OCI_IMAGE,
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Without the types of indexes a registry answers 404, or sends the image of one platform. */
export const ACCEPT = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');
