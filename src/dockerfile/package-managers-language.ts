import type { PackageManager } from './package-manager.ts';
import { definePackageManager } from './package-manager.ts';

/** Package managers of programming languages, by their command references. */
export const LANGUAGE_PACKAGE_MANAGERS: readonly PackageManager[] = [
  definePackageManager(
    'pip',
    '-r --requirement -c --constraint -i --index-url --extra-index-url -f --find-links -t --target ' +
      '--prefix --root --trusted-host --timeout --default-timeout --retries --proxy --cache-dir ' +
      '--log --cert --client-cert --platform --python-version --implementation --abi --no-binary ' +
      '--only-binary --progress-bar --src --upgrade-strategy --global-option --install-option ' +
      '--build-option -C --config-settings --use-feature --root-user-action --exists-action ' +
      '--report --group -d --dest -w --wheel-dir --python',
    {
      install: 'install',
      remove: 'uninstall',
      clean: 'cache purge, cache remove',
      search: 'search',
      list: 'list, freeze',
      show: 'show',
      download: 'download, wheel',
    },
  ),
  definePackageManager('pipx', '--spec --suffix --python -i --index-url --pip-args', {
    install: 'install, inject',
    upgrade: 'upgrade, upgrade-all, reinstall, reinstall-all',
    remove: 'uninstall, uninstall-all',
    list: 'list',
  }),
  definePackageManager(
    'uv',
    '-r --requirement --requirements -c --constraint -p --python -i --index-url --extra-index-url ' +
      '--index --default-index -f --find-links --target --prefix --cache-dir --directory --project ' +
      '--extra --group --no-group --only-group --package --link-mode',
    {
      install: 'pip install, pip sync, sync, add, tool install',
      upgrade: 'tool upgrade',
      remove: 'remove, pip uninstall, tool uninstall',
      clean: 'cache clean, cache prune, clean',
      list: 'pip list, pip freeze',
      show: 'pip show',
    },
  ),
  definePackageManager(
    'poetry',
    '-C --directory -P --project -G --group --with --without --only -E --extras',
    {
      install: 'install, add, sync',
      upgrade: 'update',
      remove: 'remove',
      clean: 'cache clear',
      search: 'search',
      show: 'show',
    },
  ),
  definePackageManager(
    'npm',
    '--prefix -C --registry --loglevel --cache --userconfig --omit --include --only -w --workspace ' +
      '--tag --before --fetch-timeout --fetch-retries --depth',
    {
      install:
        'install, i, in, ins, inst, insta, instal, isnt, isnta, isntal, isntall, add, ci, ' +
        'clean-install, ic, install-clean, install-test, it, install-ci-test, cit',
      upgrade: 'update, up, upgrade, udpate',
      remove: 'uninstall, remove, rm, r, un, unlink, prune',
      clean: 'cache clean, cache clear, cache rm',
      search: 'search, find, s, se',
      list: 'list, ls, ll, la',
      show: 'view, info, show, v',
      download: 'pack, cache add',
    },
  ),
  definePackageManager(
    'yarn',
    '--cwd --network-timeout --network-concurrency --cache-folder --modules-folder --registry ' +
      '--mutex --prefix --global-folder --use-yarnrc --mode',
    {
      install: 'install, add, global add, workspaces focus',
      upgrade: 'upgrade, up, upgrade-interactive, global upgrade',
      remove: 'remove, global remove',
      clean: 'cache clean',
      list: 'list, global list',
      show: 'info',
    },
    'install',
  ),
  definePackageManager(
    'pnpm',
    '-C --dir -F --filter --reporter --store-dir --registry --virtual-store-dir',
    {
      install: 'install, i, add, ci, install-test, it',
      upgrade: 'update, up, upgrade',
      remove: 'remove, rm, uninstall, un, prune',
      clean: 'store prune',
      list: 'list, ls',
      download: 'fetch',
    },
  ),
  definePackageManager('bun', '--cwd --registry --cache-dir -c --config', {
    install: 'install, i, add, ci, a',
    upgrade: 'update',
    remove: 'remove, rm',
    clean: 'pm cache',
  }),
  definePackageManager(
    'gem',
    '-v --version -s --source -i --install-dir -n --bindir --platform -P --trust-policy ' +
      '-p --http-proxy --build-root --config-file -g --file',
    {
      install: 'install, i',
      upgrade: 'update',
      remove: 'uninstall',
      clean: 'cleanup, clean',
      search: 'search, query',
      list: 'list',
      show: 'info, specification',
      download: 'fetch',
    },
  ),
  definePackageManager(
    'bundle',
    '--gemfile --path --jobs -j --retry --without --with',
    {
      install: 'install, i, add',
      upgrade: 'update',
      remove: 'remove',
      clean: 'clean',
      list: 'list',
      show: 'show, info',
      download: 'package, cache, pack',
    },
    'install',
  ),
  definePackageManager(
    'composer',
    '-d --working-dir --ignore-platform-req --repository --stability',
    {
      install:
        'install, i, require, r, req, create-project, global require, global req, global install',
      upgrade: 'update, u, upgrade, global update',
      remove: 'remove, rm, global remove',
      clean: 'clear-cache, clearcache, cc',
      search: 'search',
      show: 'show, info',
    },
  ),
  definePackageManager(
    'go',
    '-ldflags -gcflags -asmflags -tags -mod -modfile -o -p -pkgdir -toolexec -C',
    {
      install: 'install, get',
      clean: 'clean',
      list: 'list',
      download: 'mod download, mod vendor',
    },
  ),
  definePackageManager(
    'cargo',
    '--version --vers --git --branch --tag --rev --path --root -F --features --target --target-dir ' +
      '--profile --bin --example -j --jobs --index --registry --config -Z --color --manifest-path -C',
    {
      install: 'install, binstall, add',
      update: 'update',
      remove: 'uninstall, remove, rm',
      clean: 'clean',
      search: 'search',
      show: 'info',
      download: 'fetch, vendor',
    },
  ),
  definePackageManager(
    'conda',
    '-n --name -p --prefix -c --channel -f --file --solver --platform',
    {
      install: 'install, create, env create, env update',
      upgrade: 'update, upgrade',
      remove: 'remove, uninstall, env remove',
      clean: 'clean',
      search: 'search',
      list: 'list, env list',
      show: 'info',
    },
  ),
];
