import type { Stage } from '../dockerfile/model.ts';
import type { Facts } from './rule.ts';

/** Where a distribution looks for certificates of one's own, and what takes them over. */
interface AuthorityPlace {
  readonly folder: string;
  readonly command: string;
}

const DEBIAN: AuthorityPlace = {
  folder: '/usr/local/share/ca-certificates/',
  command: 'update-ca-certificates',
};
const RED_HAT: AuthorityPlace = {
  folder: '/etc/pki/ca-trust/source/anchors/',
  command: 'update-ca-trust',
};

/** update-ca-certificates(8) of Debian and of SUSE, update-ca-trust(8). */
const PLACES: ReadonlyMap<string, AuthorityPlace> = new Map([
  ['fedora', RED_HAT],
  ['rhel', RED_HAT],
  ['amazon', RED_HAT],
  ['suse', { folder: '/etc/pki/trust/anchors/', command: 'update-ca-certificates' }],
  ['arch', { folder: '/etc/ca-certificates/trust-source/anchors/', command: 'update-ca-trust' }],
]);

/** How the certificate of an authority of one's own comes into the image, in the words of its distribution. */
export function authorityCure(facts: Facts, stage: Stage | null): string {
  const distribution = stage === null ? '' : facts.base(stage).distribution;
  const { folder, command } = PLACES.get(distribution) ?? DEBIAN;
  return `add the certificate of its authority to the image (\`COPY\` it to ${folder} and run \`${command}\`)`;
}
