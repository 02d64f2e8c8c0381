/** One vulnerability as a scanner of images reports it. */
export interface Row {
  readonly id: string;
  /** `curl 7.88.1-10`. */
  readonly package: string;
  readonly fixed?: string;
  /** `HIGH` when absent. */
  readonly severity?: string;
  /** From the bottom, 0-based; 0 is that of the base image. */
  readonly layer?: number;
  /** The lock file that has the package; it is then one of npm. */
  readonly lockFile?: string;
  /** Other fields of the row, as Trivy spells them. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const SHOP_IMAGE = 'acme/shop:1.4';

/** A Dockerfile, and the history of the image that is built from it; layers 1, 2 and 3 are of lines 2, 3 and 4. */
export const SHOP = `FROM debian:12-slim
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 && rm -rf /var/lib/apt/lists/*
COPY package-lock.json package.json ./
USER 1000
CMD ["node", "app.js"]
`;

const LAYERS = [1, 2, 3, 4].map((digit) => `sha256:${String(digit).repeat(64)}`);

const HISTORY = [
  { created_by: '/bin/sh -c #(nop) ADD file:0123456789abcdef in / ' },
  { created_by: '/bin/sh -c #(nop)  CMD ["bash"]', empty_layer: true },
  { created_by: 'WORKDIR /app', comment: 'buildkit.dockerfile.v0' },
  {
    created_by:
      'RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 && rm -rf /var/lib/apt/lists/* # buildkit',
    comment: 'buildkit.dockerfile.v0',
  },
  {
    created_by: 'COPY package-lock.json package.json ./ # buildkit',
    comment: 'buildkit.dockerfile.v0',
  },
  { created_by: 'USER 1000', comment: 'buildkit.dockerfile.v0', empty_layer: true },
  { created_by: 'CMD ["node" "app.js"]', comment: 'buildkit.dockerfile.v0', empty_layer: true },
];

/** One of each cause: the base image (two), a pinned package, a lock file. */
const ROWS: readonly Row[] = [
  { id: 'CVE-2024-0001', package: 'libssl3 3.0.11-1', fixed: '3.0.14-1' },
  { id: 'CVE-2024-0002', package: 'zlib1g 1:1.2.13', severity: 'CRITICAL' },
  {
    id: 'CVE-2023-38545',
    package: 'curl 7.88.1-10',
    fixed: '7.88.1-10+deb12u4',
    severity: 'CRITICAL',
    layer: 2,
  },
  {
    id: 'CVE-2021-23337',
    package: 'lodash 4.17.20',
    fixed: '4.17.21',
    layer: 3,
    lockFile: 'app/package-lock.json',
  },
];

export interface ImageFields {
  readonly name?: string;
  /** As `created_by` of the image's configuration. */
  readonly history?: readonly object[];
}

/** JSON of `trivy image`, schema version 2. */
export function trivyReport(rows: readonly Row[] = ROWS, fields: ImageFields = {}): string {
  const { name = SHOP_IMAGE, history = HISTORY } = fields;
  const lockFiles = new Set(rows.flatMap(({ lockFile }) => lockFile ?? []));
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: name,
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '12.1' },
      ImageID: `sha256:${'9'.repeat(64)}`,
      DiffIDs: LAYERS,
      RepoTags: [name],
      ImageConfig: {
        architecture: 'amd64',
        os: 'linux',
        rootfs: { type: 'layers', diff_ids: LAYERS },
        history,
      },
    },
    Results: [
      {
        Target: `${name} (debian 12.1)`,
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: rows.filter(({ lockFile }) => lockFile === undefined).map(trivyRow),
      },
      ...[...lockFiles].map((path) => ({
        Target: path,
        Class: 'lang-pkgs',
        Type: 'npm',
        Vulnerabilities: rows.filter(({ lockFile }) => lockFile === path).map(trivyRow),
      })),
    ],
  });
}

function trivyRow({ id, package: one, fixed, severity = 'HIGH', layer = 0, more }: Row): object {
  const [PkgName, InstalledVersion] = one.split(' ');
  return {
    VulnerabilityID: id,
    PkgName,
    InstalledVersion,
    ...(fixed === undefined ? { Status: 'affected' } : { Status: 'fixed', FixedVersion: fixed }),
    Layer: { DiffID: LAYERS[layer] },
    Title: `A weakness of ${PkgName ?? ''}`,
    PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
    Severity: severity,
    ...more,
  };
}

/** JSON of `grype -o json` about the same image. */
export function grypeReport(rows: readonly Row[] = ROWS): string {
  return JSON.stringify({
    matches: rows.map(({ id, package: one, fixed, severity = 'HIGH', layer = 0, lockFile }) => {
      const [name, version] = one.split(' ');
      return {
        vulnerability: {
          id,
          dataSource: `https://security-tracker.debian.org/tracker/${id}`,
          severity,
          fix: { versions: fixed === undefined ? [] : [fixed], state: fixed ? 'fixed' : 'unknown' },
        },
        relatedVulnerabilities: [],
        artifact: {
          name,
          version,
          type: lockFile === undefined ? 'deb' : 'npm',
          locations: [{ path: `/${lockFile ?? 'var/lib/dpkg/status'}`, layerID: LAYERS[layer] }],
        },
      };
    }),
    source: {
      type: 'image',
      target: {
        userInput: SHOP_IMAGE,
        imageID: `sha256:${'9'.repeat(64)}`,
        tags: [SHOP_IMAGE],
        layers: LAYERS.map((digest) => ({ digest })),
        architecture: 'amd64',
        os: 'linux',
      },
    },
    distro: { name: 'debian', version: '12' },
    descriptor: { name: 'grype', version: '0.90.0' },
  });
}

/** JSON of `trivy config` about a Dockerfile; each problem is `DS-0005:3`, without a line for one of the whole file. */
export function configReport(problems: readonly string[], path = 'Dockerfile'): string {
  const failures = problems.map((problem) => {
    const [id = '', line] = problem.split(':');
    const number = Number(line);
    return {
      Type: 'Dockerfile Security Check',
      ID: id,
      AVDID: `AVD-${id}`,
      Title: `The check ${id}`,
      Message: 'Do otherwise',
      Severity: 'LOW',
      Status: 'FAIL',
      CauseMetadata: {
        Provider: 'Dockerfile',
        ...(line === undefined ? {} : { StartLine: number, EndLine: number }),
      },
    };
  });
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: '.',
    ArtifactType: 'filesystem',
    Results: [{ Target: path, Class: 'config', Type: 'dockerfile', Misconfigurations: failures }],
  });
}

/** JSON of `hadolint -f json`; each problem is `DL3020:3`. */
export function hadolintReport(problems: readonly string[], file = 'Dockerfile'): string {
  return JSON.stringify(
    problems.map((problem) => {
      const [code, line] = problem.split(':');
      return { code, column: 1, file, level: 'error', line: Number(line), message: 'Do otherwise' };
    }),
  );
}

/** JSON of `checkov -o json --framework dockerfile`; each problem is `CKV_DOCKER_4:3`. */
export function checkovReport(problems: readonly string[], file = 'Dockerfile'): string {
  const failed = problems.map((problem) => {
    const [id, line] = problem.split(':');
    return {
      check_id: id,
      check_name: 'Do otherwise',
      check_result: { result: 'FAILED' },
      file_path: `/${file}`,
      file_line_range: [Number(line), Number(line)],
      resource: `/${file}.ADD`,
    };
  });
  return JSON.stringify({
    check_type: 'dockerfile',
    results: { passed_checks: [], failed_checks: failed, skipped_checks: [] },
    summary: { passed: 0, failed: failed.length, checkov_version: '3.2.0' },
  });
}
