import type { Recommendation } from './archive.ts';

/**
 * Recommended packages that nothing in a container misses: documentation, translations, completion, and what
 * serves a desktop, a session of systemd or the upgrade of a running machine.
 */
const NEVER =
  /-(?:doc|docs|doc-html|l10n|locales|translations)$|^(?:manpages(?:-dev)?|man-db|publicsuffix|bash-completion|libc-devtools|javascript-common|libjs-(?:sphinxdoc|jquery)|fonts-lato|xdg-user-dirs(?:-gtk)?|libglib2\.0-data|linux-sysctl-defaults|libgpm2|libfile-fcntllock-perl|liblocale-gettext-perl|libalgorithm-merge-perl|systemd-timesyncd|libnss-systemd|libpam-(?:cap|systemd)|systemd-cryptsetup|libkmod2|dbus-user-session|unattended-upgrades|packagekit(?:-tools)?|appstream|alsa-(?:ucm|topology)-conf|at-spi2-core|libatk-wrapper-java-jni|notification-daemon|gpg-wks-(?:client|server)|libatm1|ncurses-term|logrotate|sysstat|udev|upower|apparmor|r-doc-html|debian-keyring|pkg-php-tools|dbus|libpaper-utils|libpaper1)$/;

/**
 * The same for those that a library recommends to programs with windows, or to servers, when it comes as part
 * of something else.
 */
const NEVER_FROM_BELOW =
  /^(?:libsasl2-modules|libldap-common|shared-mime-info|mesa-vulkan-drivers|libheif-plugin-[\w-]+|libgdk-pixbuf2\.0-bin|librsvg2-common|libgtk-?[34.0]*-bin|libgail-common|qt[56]-gtk-platformtheme|qtwayland5|qt6-(?:wayland|svg-plugins|qpa-plugins)|libqt5svg5|libwacom-bin|fonts-dejavu-extra|libxt-dev|va-driver-all|vdpau-driver-all|libaacs0|proj-bin|poppler-data|libodbccr2|libpng-tools|gsfonts|fonts-urw-base35|x11-(?:utils|xserver-utils)|luit|libdecor-0-plugin-1-[\w]+|python3-(?:cssselect|html5lib|bs4|olefile)|isympy-common|build-essential|gnupg-utils|libltdl-dev|netbase|psmisc)$/;

/** Whether nobody has to look for what needs it. */
export function isWithoutUse({ name, isDirect }: Recommendation): boolean {
  return NEVER.test(name) || (!isDirect && NEVER_FROM_BELOW.test(name));
}
