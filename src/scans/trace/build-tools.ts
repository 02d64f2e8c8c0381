/**
 * Packages that compile or fetch, and that a program does not need once it is built. By the names of Debian,
 * Alpine, Fedora and SUSE packages (packages.debian.org, pkgs.alpinelinux.org, packages.fedoraproject.org),
 * looked up in November 2026. Left out is what also runs programs: JDKs, Python, Node, `binutils` alone, curl.
 */
const BUILD_TOOLS = new Set(
  (
    'gcc g++ cpp clang llvm make cmake ninja ninja-build meson autoconf automake libtool ' +
    'bison flex m4 pkg-config pkgconf pkgconf-pkg-config build-essential build-base alpine-sdk dpkg-dev ' +
    'base-devel patterns-devel-base-devel_basis fakeroot debhelper devscripts rpm-build rpmdevtools ' +
    'gfortran gcc-c++ gcc-gfortran gdb valgrind strace ltrace nasm yasm patch ' +
    'maven gradle ant sbt cargo rustc rust rustup golang go golang-go ghc ' +
    'git git-core git-man git-lfs subversion mercurial ' +
    'linux-headers linux-libc-dev kernel-headers glibc-devel libc6-dev libc-dev musl-dev libc-dev-bin ' +
    'python3-dev python-dev python3-devel python-devel ruby-dev ruby-devel php-dev php-devel node-gyp'
  ).split(' '),
);

/** `gcc-12`, `g++-12`, `llvm-14-dev`, `golang-1.19-go`, `clang14`. */
const WITH_VERSION = /^(?:gcc|g\+\+|cpp|gfortran|clang|llvm|golang|rustc|cargo)-?\d/;
/** Header files: `libssl-dev`, `openssl-dev`, `openssl-devel`, `libstdc++-12-dev`. */
const HEADERS = /-(?:dev|devel|headers)$/;

export function isHeaders(name: string): boolean {
  return HEADERS.test(name);
}

export function isBuildTool(name: string): boolean {
  if (BUILD_TOOLS.has(name) || isHeaders(name)) return true;
  // `gcc-12-base` is part of the smallest Debian.
  return WITH_VERSION.test(name) && !name.endsWith('-base');
}
