import type { Added, Catalogue, CatalogueEntry, Variant } from './catalogue-entry.ts';

/** In the `debug` images a shell stands at `/busybox/sh`, and `/bin/sh` is not promised. */
const DISTROLESS_TAGS: readonly Variant[] = [
  { words: ['nonroot'], facts: { user: '65532', workdir: '/home/nonroot' } },
  { words: ['debug'], facts: { sh: 'unknown' } },
];

const DEBUG_SHELL: Variant = { words: ['debug'], facts: { entrypoint: ['/busybox/sh'] } };

function distroless(facts: Added): CatalogueEntry {
  const { entrypoint } = facts;
  const variants = entrypoint === undefined ? [...DISTROLESS_TAGS, DEBUG_SHELL] : DISTROLESS_TAGS;
  return { on: 'distroless', facts, variants };
}

const STATIC = distroless({ libc: 'none' });
const GLIBC = distroless({});
const JAVA = distroless({ entrypoint: ['/usr/bin/java', '-jar'] });
const NODE = distroless({ entrypoint: ['/nodejs/bin/node'] });
const PYTHON = distroless({ entrypoint: 'unknown' });

const NONROOT = '65532';

/** With `-dev` come busybox as a shell, apk and more tools. */
const DEV: Variant = {
  words: ['dev'],
  facts: { packageManager: 'apk', sh: 'busybox', bash: 'unknown', gnuWget: 'unknown' },
};

interface WolfiImage {
  readonly user?: string | null;
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** True when the image has busybox also without `-dev`. */
  readonly busybox?: boolean;
}

/** Chainguard's public images, from their locked apko configurations. */
function chainguard(image: WolfiImage): CatalogueEntry {
  const { user = NONROOT, workdir = null, entrypoint = null, cmd = null } = image;
  const sh = image.busybox === true ? 'busybox' : 'none';
  const facts: Added = { user, workdir, entrypoint, cmd, sh, packageManager: 'none' };
  return { on: 'wolfi', facts, variants: [DEV] };
}

const WOLFI_BASE: CatalogueEntry = { on: 'wolfi', alike: true, facts: { cmd: ['/bin/sh', '-l'] } };

/** Images with little or nothing but one runtime in them. */
export const MINIMAL_IMAGES: Catalogue = {
  'gcr.io/distroless/static': STATIC,
  'gcr.io/distroless/static-debian#': STATIC,
  'gcr.io/distroless/base': GLIBC,
  'gcr.io/distroless/base-debian#': GLIBC,
  'gcr.io/distroless/base-nossl': GLIBC,
  'gcr.io/distroless/base-nossl-debian#': GLIBC,
  'gcr.io/distroless/cc': GLIBC,
  'gcr.io/distroless/cc-debian#': GLIBC,
  'gcr.io/distroless/java': JAVA,
  'gcr.io/distroless/java-debian#': JAVA,
  'gcr.io/distroless/java#': JAVA,
  'gcr.io/distroless/java#-debian#': JAVA,
  'gcr.io/distroless/java-base': GLIBC,
  'gcr.io/distroless/java-base-debian#': GLIBC,
  'gcr.io/distroless/nodejs': NODE,
  'gcr.io/distroless/nodejs-debian#': NODE,
  'gcr.io/distroless/nodejs#-debian#': NODE,
  'gcr.io/distroless/python3': PYTHON,
  'gcr.io/distroless/python3-debian#': PYTHON,
  'gcr.io/distroless/python#-debian#': PYTHON,
  'gcr.io/distroless/python#': PYTHON,
  'gcr.io/kaniko-project/executor': {
    on: 'bare',
    facts: { workdir: '/workspace', entrypoint: ['/kaniko/executor'] },
    variants: [{ words: ['debug'], facts: { sh: 'unknown' } }],
  },
  'registry.k8s.io/pause': { on: 'bare', facts: { user: 'unknown', entrypoint: ['/pause'] } },
  'k8s.gcr.io/pause': { on: 'bare', facts: { user: 'unknown', entrypoint: ['/pause'] } },
  'cgr.dev/chainguard/wolfi-base': WOLFI_BASE,
  'chainguard/wolfi-base': WOLFI_BASE,
  'cgr.dev/chainguard/static': {
    ...chainguard({}),
    facts: { ...chainguard({}).facts, libc: 'none' },
  },
  'cgr.dev/chainguard/glibc-dynamic': chainguard({}),
  'cgr.dev/chainguard/busybox': chainguard({ busybox: true }),
  'cgr.dev/chainguard/bash': {
    ...chainguard({ user: null, entrypoint: ['/bin/bash', '-c'], busybox: true }),
    variants: [DEV, { facts: { bash: true } }],
  },
  'cgr.dev/chainguard/python': chainguard({ entrypoint: ['/usr/bin/python'] }),
  'cgr.dev/chainguard/node': chainguard({
    workdir: '/app',
    entrypoint: ['/usr/bin/node'],
    cmd: ['--help'],
    busybox: true,
  }),
  'cgr.dev/chainguard/go': chainguard({
    user: null,
    entrypoint: ['/usr/bin/go'],
    cmd: ['help'],
    busybox: true,
  }),
  'cgr.dev/chainguard/ruby': chainguard({
    workdir: '/work',
    entrypoint: ['/usr/bin/ruby'],
    cmd: ['--version'],
  }),
  'cgr.dev/chainguard/rust': chainguard({
    workdir: '/work',
    entrypoint: ['/usr/bin/rustc'],
    cmd: ['--help'],
    busybox: true,
  }),
  'cgr.dev/chainguard/jre': chainguard({ workdir: '/app', entrypoint: ['/usr/bin/java'] }),
  'cgr.dev/chainguard/jdk': chainguard({ workdir: '/home/build', busybox: true }),
  'cgr.dev/chainguard/maven': chainguard({
    workdir: '/home/build',
    entrypoint: ['/usr/bin/mvn'],
    busybox: true,
  }),
  'cgr.dev/chainguard/git': chainguard({ workdir: '/home/git', entrypoint: ['/usr/bin/git'] }),
  'cgr.dev/chainguard/kubectl': chainguard({ entrypoint: ['/usr/bin/kubectl'], cmd: ['--help'] }),
  'cgr.dev/chainguard/nginx': chainguard({
    entrypoint: ['/usr/sbin/nginx'],
    cmd: ['-c', '/etc/nginx/nginx.conf', '-e', '/dev/stderr', '-g', 'daemon off;'],
  }),
};
