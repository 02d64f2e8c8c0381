/** Releases of Debian by codename (https://www.debian.org/releases/). */
export const DEBIAN_CODENAMES: Readonly<Record<string, string>> = {
  wheezy: '7',
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
  sid: '99',
};

/** The first release of Debian that is still in the making. */
export const UNRELEASED_DEBIAN = 14;

/** Releases of Ubuntu by the first word of their codename (https://wiki.ubuntu.com/Releases). */
export const UBUNTU_CODENAMES: Readonly<Record<string, string>> = {
  lucid: '10.04',
  maverick: '10.10',
  natty: '11.04',
  oneiric: '11.10',
  precise: '12.04',
  quantal: '12.10',
  raring: '13.04',
  saucy: '13.10',
  trusty: '14.04',
  utopic: '14.10',
  vivid: '15.04',
  wily: '15.10',
  xenial: '16.04',
  yakkety: '16.10',
  zesty: '17.04',
  artful: '17.10',
  bionic: '18.04',
  cosmic: '18.10',
  disco: '19.04',
  eoan: '19.10',
  focal: '20.04',
  groovy: '20.10',
  hirsute: '21.04',
  impish: '21.10',
  jammy: '22.04',
  kinetic: '22.10',
  lunar: '23.04',
  mantic: '23.10',
  noble: '24.04',
  oracular: '24.10',
  plucky: '25.04',
  questing: '25.10',
  resolute: '26.04',
};

/**
 * Builds of Windows by the names that its base images give them
 * (https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle).
 */
export const WINDOWS_BUILDS: Readonly<Record<string, number>> = {
  ltsc2016: 14393,
  '1607': 14393,
  '1709': 16299,
  '1803': 17134,
  ltsc2019: 17763,
  '1809': 17763,
  '1903': 18362,
  '1909': 18363,
  '2004': 19041,
  '20h2': 19042,
  ltsc2022: 20348,
  ltsc2025: 26100,
};
