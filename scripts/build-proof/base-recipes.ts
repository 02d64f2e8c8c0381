/** A local image that stands in for one of a registry: Debian's own packages, under the names that Dockerfiles use. */
export interface BaseRecipe {
  readonly names: readonly string[];
  /** Where its files come from; else it is built from the Dockerfile. */
  readonly root?: 'debian' | 'busybox';
  readonly dockerfile: string;
}

const FROM_DEBIAN = 'FROM debian:12\n';

/** `apt-get install` of these on top of Debian. */
function installed(names: readonly string[], packages: string, rest = ''): BaseRecipe {
  const install = `apt-get install -y --no-install-recommends ${packages}`;
  const run = `RUN apt-get update && ${install} && rm -rf /var/lib/apt/lists/*\n`;
  return { names, dockerfile: `${FROM_DEBIAN}${run}${rest}` };
}

/** The versions are those of Debian; users, folders and variables are those of the official images. */
export const BASE_RECIPES: readonly BaseRecipe[] = [
  {
    names: [
      'debian',
      'debian:latest',
      'debian:12',
      'debian:12-slim',
      'debian:12.5',
      'debian:13.2',
      'debian:bookworm',
      'debian:bookworm-slim',
    ],
    root: 'debian',
    dockerfile: 'FROM scratch\nCOPY root /\nCMD ["bash"]\n',
  },
  {
    names: [
      'alpine',
      'alpine:latest',
      'alpine:3.19',
      'alpine:3.20',
      'alpine:3.22',
      'busybox',
      'busybox:1.36',
    ],
    root: 'busybox',
    dockerfile: 'FROM scratch\nCOPY root /\nCMD ["/bin/sh"]\n',
  },
  {
    names: ['gcr.io/distroless/static-debian12', 'gcr.io/distroless/static-debian12:nonroot'],
    dockerfile: `FROM debian:12 AS files
RUN mkdir -p /root-folder/etc /root-folder/home/nonroot /root-folder/tmp && chmod 1777 /root-folder/tmp \\
  && chown 65532:65532 /root-folder/home/nonroot && cp -r /etc/ssl /root-folder/etc/ \\
  && printf 'root:x:0:0:root:/root:/sbin/nologin\\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\\n' > /root-folder/etc/passwd
FROM scratch
COPY --from=files /root-folder /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /home/nonroot
USER 65532
`,
  },
  {
    names: [
      'node',
      'node:16-slim',
      'node:18',
      'node:20.11.0-slim',
      'node:20.19.5-slim',
      'node:20.20.2-slim',
      'node:25.2.1',
      'registry.example.com/hub/library/node:22-slim',
      'node:20',
      'node:22',
      'node:22-slim',
      'node:24',
      'node:24-slim',
      'node:20-slim',
      'node:lts',
    ],
    dockerfile: `${FROM_DEBIAN}RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 libatomic1 && rm -rf /var/lib/apt/lists/* && groupadd -g 1000 node && useradd -u 1000 -g node -s /bin/bash -m node
COPY node /usr/local/
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
CMD ["node"]
`,
  },
  installed(
    [
      'python:3',
      'python:3.11',
      'python:3.12',
      'python:3.12-slim',
      'python:3.13',
      'python:3.13-slim',
    ],
    'python3 python3-pip python3-venv',
    'RUN ln -s python3 /usr/bin/python && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED\nENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt\nCMD ["python3"]\n',
  ),
  installed(
    [
      'golang:1',
      'golang:1.22',
      'golang:1.23',
      'golang:1.24',
      'golang:1.25',
      'golang:1.23-bookworm',
      'golang:1.24-bookworm',
    ],
    'golang-go gcc libc6-dev make git',
    'ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nWORKDIR /go\n',
  ),
  installed(
    ['gcc:12', 'gcc:13', 'gcc:14', 'gcc'],
    'gcc g++ make cmake libc6-dev git',
    'CMD ["bash"]\n',
  ),
  installed(
    [
      'rust:1',
      'rust:1.80',
      'rust:1.83',
      'rust:1.83-bookworm',
      'rust:1.83-slim-bookworm',
      'rust',
      'rust:1-slim',
    ],
    'rustc cargo gcc libc6-dev git',
    'ENV CARGO_HOME=/usr/local/cargo PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nCMD ["bash"]\n',
  ),
  installed(
    [
      'maven:3',
      'maven:3-eclipse-temurin-17',
      'maven:3.9-eclipse-temurin-17',
      'eclipse-temurin:17',
      'eclipse-temurin:17-jdk',
    ],
    'openjdk-17-jdk-headless maven',
    'ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64\n',
  ),
  installed(
    ['eclipse-temurin:17-jre'],
    'openjdk-17-jre-headless',
    'ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64\n',
  ),
  installed(
    ['nginx', 'nginx:1.27', 'nginx:latest'],
    'nginx-light',
    'EXPOSE 80\nSTOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]\n',
  ),
];
