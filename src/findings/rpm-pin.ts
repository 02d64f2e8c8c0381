import type { PinForm } from './pin-packages.ts';
import type { Facts, Precondition } from './rule.ts';
import type { Run } from './runs.ts';

/** `name-version-release`, in which no epoch has to stand (dnf.readthedocs.io, "Specifying Packages"). */
export const RPM_PIN: PinForm = {
  type: 'rpm',
  nameIn: (word) => (/^\w[\w.+-]{0,100}$/.test(word) ? word : null),
  write: (word, version) => `${word}-${version.replace(/^\d+:/, '')}`,
  version: /^(?:\d+:)?\d[\w.+~^]*-[\w.+~^]+$/,
  locks: [],
  keeps: keepsVersions,
};

/** `name=version-release`; zypper takes an epoch for a part of the version. */
export const ZYPPER_PIN: PinForm = {
  ...RPM_PIN,
  write: (word, version) => `${word}=${version}`,
  version: /^\d[\w.+~^]*-[\w.+~^]+$/,
};

/** Fedora's updates hold the newest version alone; of others it depends on who runs the mirror. */
function keepsVersions(facts: Facts, { stage }: Run): Precondition | string {
  if (facts.base(stage).distribution === 'fedora') {
    return 'the updates of Fedora keep only the newest version, which a pin would miss: hold the base image by its digest';
  }
  return { text: 'the repositories keep this version when there is a newer one', state: 'unknown' };
}
