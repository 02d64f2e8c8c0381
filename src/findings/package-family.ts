const FAMILIES =
  /^(php|openjdk-|postgresql(?:-client|-contrib|-server-dev|-plpython3?)?-|gcc-|g\+\+-|gfortran-|cpp-|python3\.|libpython3\.|ruby|lua|clang-?|llvm-|lld-|libclang-|libomp-|libclang-rt-|linux-headers-|libstdc\+\+-|libicu|libssl|libpng|libffi|libreadline|libncurses|libwebp|libtiff|libprotobuf|libboost-[a-z-]+|libjpeg|libldap-|libjemalloc|libevent-|libgcc-)(\d+(?:\.\d+)*)(?=$|-|t64)/;

/** The name of a Debian package with `#` in place of the version in it: `php8.2-cli` is `php#-cli`. */
export function familyOf(name: string): string {
  return name.replace(FAMILIES, '$1#').replace(/^(lib[\w.+#-]+)t64$/, '$1');
}
