import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PackageSource } from './machine-packages.ts';

/** Lets programs in images trust whom this machine trusts. */
const CERTIFICATES = 'etc/ssl/certs/ca-certificates.crt';

/** What the slim images of Debian leave out, and what names this very installation. */
const LEFT_OUT = [
  'usr/share/doc',
  'usr/share/man',
  'usr/share/locale',
  'usr/share/info',
  'usr/share/lintian',
  'var/cache/apt/archives',
  'var/lib/apt/lists',
  'var/log/bootstrap.log',
];

/** A minimal Debian of this machine's release, from its own mirror: about 80 MB, and a minute of work. */
export function makeDebianRoot(root: string, source: PackageSource): void {
  const words = ['--variant=minbase', source.codename, root, source.mirror];
  execFileSync('debootstrap', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const path of LEFT_OUT) rmSync(join(root, path), { recursive: true, force: true });
  mkdirSync(join(root, 'var/cache/apt/archives/partial'), { recursive: true });
  mkdirSync(join(root, 'var/lib/apt/lists/partial'), { recursive: true });
  // Device files cannot be copied into an image, and a build makes its own.
  for (const name of readdirSync(join(root, 'dev'))) {
    rmSync(join(root, 'dev', name), { recursive: true, force: true });
  }
  writeFileSync(join(root, 'etc/apt/sources.list'), `${source.lines.join('\n')}\n`);
  // As the official image does: https://github.com/debuerreotype/debuerreotype
  writeFileSync(
    join(root, 'etc/apt/apt.conf.d/docker-clean'),
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };\n' +
      'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n',
  );
  // Without it, each unpacked file waits for the disk; the official image has the same.
  writeFileSync(join(root, 'etc/dpkg/dpkg.cfg.d/docker-apt-speedup'), 'force-unsafe-io\n');
  copyCertificates(root);
}

/** A root of busybox alone, with the users, groups and commands of Alpine that its Debian build lacks. */
export function makeBusyboxRoot(root: string): void {
  for (const folder of ['bin', 'sbin', 'usr/bin', 'etc', 'home', 'root', 'tmp', 'var/log', 'dev']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  chmodSync(join(root, 'tmp'), 0o1777);
  const archives = join(root, 'archives');
  mkdirSync(archives);
  const quiet = { cwd: archives, stdio: 'ignore' } as const;
  downloadPackage('busybox-static', archives);
  const [archive = ''] = readdirSync(archives);
  execFileSync('dpkg', ['-x', archive, 'unpacked'], quiet);
  copyFileSync(join(archives, 'unpacked/bin/busybox'), join(root, 'bin/busybox'));
  rmSync(archives, { recursive: true });
  const list = execFileSync(join(root, 'bin/busybox'), ['--list'], { encoding: 'utf8' });
  for (const name of list.split('\n')) {
    if (/^[a-z0-9]/.test(name) && !MISLEADING.has(name)) linkCommand(root, name);
  }
  for (const [name, text] of Object.entries(SCRIPTS)) {
    writeFileSync(join(root, 'usr/bin', name), text, { mode: 0o755 });
  }
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  writeFileSync(join(root, 'etc/alpine-release'), '3.20.0\n');
  writeFileSync(
    join(root, 'etc/os-release'),
    'NAME="Busybox in the manner of Alpine"\nID=alpine\n',
  );
  copyCertificates(root);
}

/** A machine that has its tools may have no index of packages any more. */
function downloadPackage(name: string, folder: string): void {
  const quiet = { cwd: folder, stdio: 'ignore' } as const;
  try {
    execFileSync('apt-get', ['download', name], quiet);
  } catch {
    execFileSync('apt-get', ['update'], quiet);
    execFileSync('apt-get', ['download', name], quiet);
  }
}

/** Commands of packages that Alpine does not use. */
const MISLEADING = new Set(['busybox', 'dpkg', 'dpkg-deb', 'rpm']);

function linkCommand(root: string, name: string): void {
  const path = join(root, 'bin', name);
  if (!existsSync(path)) symlinkSync('busybox', path);
}

/** As much of the two as Dockerfiles use; https://git.busybox.net/busybox/tree/loginutils has the real ones. */
const SCRIPTS: Readonly<Record<string, string>> = {
  addgroup: `#!/bin/sh
set -e
gid=
while getopts Sg: option; do
  case $option in g) gid=$OPTARG;; esac
done
shift $((OPTIND - 1))
if [ -n "$2" ]; then
  sed -i "s/^\\($2:.*:.*:\\)\\(..*\\)$/\\1\\2,$1/;s/^\\($2:.*:.*:\\)$/\\1$1/" /etc/group
  exit
fi
if [ -z "$gid" ]; then
  gid=100
  while grep -q "^[^:]*:[^:]*:$gid:" /etc/group; do gid=$((gid + 1)); done
fi
echo "$1:x:$gid:" >> /etc/group
`,
  adduser: `#!/bin/sh
set -e
uid= group= home= shell=/bin/ash make=yes
while getopts SDHh:s:u:G:g: option; do
  case $option in
    u) uid=$OPTARG;; G) group=$OPTARG;; h) home=$OPTARG;; s) shell=$OPTARG;; H) make=no;;
    S) [ -n "$uid" ] || uid=system; shell=/sbin/nologin;;
  esac
done
shift $((OPTIND - 1))
if [ -n "$2" ]; then exec addgroup "$1" "$2"; fi
case $uid in
  ''|system)
    [ -n "$uid" ] && uid=100 || uid=1000
    while grep -q "^[^:]*:[^:]*:$uid:" /etc/passwd; do uid=$((uid + 1)); done;;
esac
if [ -z "$group" ]; then group=$1; addgroup -g "$uid" "$1"; fi
gid=$(sed -n "s/^$group:[^:]*:\\([0-9]*\\):.*/\\1/p" /etc/group)
echo "$1:x:$uid:$gid::\${home:=/home/$1}:$shell" >> /etc/passwd
if [ $make = yes ]; then mkdir -p "$home"; chown "$uid:$gid" "$home"; fi
`,
};

function copyCertificates(root: string): void {
  if (!existsSync(`/${CERTIFICATES}`)) return;
  mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
  copyFileSync(`/${CERTIFICATES}`, join(root, CERTIFICATES));
}
