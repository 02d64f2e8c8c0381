import type { ActionWords, PackageManager } from './package-manager.ts';
import { definePackageManager } from './package-manager.ts';

const APT_OPTIONS =
  '-o --option -c --config-file -t --target-release --default-release -a --host-architecture -P';
const APT: ActionWords = {
  install: 'install, reinstall',
  update: 'update',
  upgrade: 'upgrade, safe-upgrade',
  'dist-upgrade': 'dist-upgrade, full-upgrade, dselect-upgrade',
  remove: 'remove, purge',
  autoremove: 'autoremove, autopurge, auto-remove',
  clean: 'clean, autoclean, auto-clean, distclean, dist-clean',
  search: 'search',
  list: 'list',
  show: 'show, policy',
  download: 'download, source',
  'build-dep': 'build-dep, satisfy',
};

const DNF_OPTIONS =
  '-c --config -d --debuglevel -e --errorlevel --installroot --releasever --setopt -x --exclude ' +
  '--excludepkgs --enablerepo --disablerepo --repo --repoid --repofrompath --enableplugin ' +
  '--disableplugin --forcearch --destdir --downloaddir --comment --advisory --cve';
const DNF: ActionWords = {
  install:
    'install, reinstall, localinstall, localupdate, groupinstall, downgrade, swap, group install, ' +
    'groups install, module install',
  update: 'makecache, check-update',
  upgrade: 'update, upgrade, up, update-minimal, upgrade-minimal, update-to, group upgrade',
  'dist-upgrade': 'distro-sync, dsync, distribution-synchronization',
  remove: 'remove, erase, rm, groupremove, group remove',
  autoremove: 'autoremove',
  clean: 'clean',
  search: 'search, provides, whatprovides, repoquery',
  list: 'list, grouplist, group list, repolist',
  show: 'info, deplist',
  download: 'download',
  'build-dep': 'builddep',
};

/** Package managers of distributions, by their manual pages. */
export const SYSTEM_PACKAGE_MANAGERS: readonly PackageManager[] = [
  definePackageManager('apt-get', APT_OPTIONS, APT),
  definePackageManager('apt', APT_OPTIONS, APT),
  definePackageManager('aptitude', APT_OPTIONS, APT),
  definePackageManager(
    'apk',
    '-t --virtual -X --repository -p --root --keys-dir --repositories-file --wait --arch ' +
      '--cache-dir --cache-max-age --progress-fd --timeout',
    {
      install: 'add, fix',
      update: 'update',
      upgrade: 'upgrade',
      remove: 'del',
      clean: 'cache clean, cache purge',
      search: 'search, policy',
      list: 'list',
      show: 'info',
      download: 'fetch, cache download',
    },
  ),
  definePackageManager('yum', DNF_OPTIONS, DNF),
  definePackageManager('dnf', DNF_OPTIONS, DNF),
  definePackageManager('microdnf', DNF_OPTIONS, DNF),
  definePackageManager('tdnf', DNF_OPTIONS, DNF),
  definePackageManager(
    'zypper',
    '-c --config -R --root --installroot --releasever -D --reposd-dir -C --cache-dir --pkg-cache-dir ' +
      '-r --repo --from -t --type --plus-repo -p --plus-content --userdata',
    {
      install: 'install, in, install-new-recommends, inr, source-install, si',
      update: 'refresh, ref, refresh-services, refs',
      upgrade: 'update, up, patch',
      'dist-upgrade': 'dist-upgrade, dup',
      remove: 'remove, rm',
      clean: 'clean, cc',
      search: 'search, se',
      list: 'packages, pa, repos, lr',
      show: 'info, if',
      download: 'download',
    },
  ),
  definePackageManager(
    'pacman',
    '-b --dbpath -r --root --cachedir --config --arch --ignore --overwrite',
    {},
  ),
  definePackageManager('opkg', '-f --conf -o --offline-root -d --dest', {
    install: 'install',
    update: 'update',
    upgrade: 'upgrade',
    remove: 'remove',
    list: 'list, list-installed',
    show: 'info',
    download: 'download',
  }),
];
