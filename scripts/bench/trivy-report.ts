import { createHash } from 'node:crypto';

/** The Dockerfile of the image that the made-up report is about. */
export const REPORTED_DOCKERFILE = `FROM node:20.11.0-bookworm-slim
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 git && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
USER node
CMD ["node", "server.js"]
`;

/** As BuildKit writes it: the base image's entries first. */
const HISTORY = [
  { created_by: 'RUN /bin/sh -c #(nop) ADD file:0f in / ', empty_layer: false },
  { created_by: 'CMD ["bash"]', empty_layer: true },
  { created_by: 'ENV NODE_VERSION=20.11.0', empty_layer: true },
  {
    created_by: 'RUN /bin/sh -c curl -fsSLO "https://nodejs.org/dist" # buildkit',
    empty_layer: false,
  },
  { created_by: 'WORKDIR /app', empty_layer: false },
  {
    created_by:
      'RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10 git && rm -rf /var/lib/apt/lists/* # buildkit',
    empty_layer: false,
  },
  { created_by: 'COPY package.json package-lock.json ./ # buildkit', empty_layer: false },
  { created_by: 'RUN /bin/sh -c npm ci # buildkit', empty_layer: false },
  { created_by: 'COPY . . # buildkit', empty_layer: false },
  { created_by: 'USER node', empty_layer: true },
  { created_by: 'CMD ["node" "server.js"]', empty_layer: true },
];

const LAYERS = HISTORY.filter((entry) => !entry.empty_layer).map((entry) =>
  digest(entry.created_by),
);

/**
 * A report of `trivy image --format json`, about as long as asked (bytes): as many vulnerabilities as fit, each with
 * the length and the fields that a real one has.
 */
export function makeTrivyReport(bytes: number): { readonly text: string; readonly rows: number } {
  const sample = JSON.stringify(vulnerability(0)).length;
  const rows = Math.floor(bytes / sample);
  const all = Array.from({ length: rows }, (_, index) => vulnerability(index));
  const report = {
    SchemaVersion: 2,
    CreatedAt: '2026-01-01T00:00:00Z',
    ArtifactName: 'ghcr.io/acme/api:1.0.0',
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '12.4' },
      ImageID: digest('image'),
      DiffIDs: LAYERS,
      RepoTags: ['ghcr.io/acme/api:1.0.0'],
      ImageConfig: {
        architecture: 'amd64',
        os: 'linux',
        history: HISTORY,
        rootfs: { type: 'layers', diff_ids: LAYERS },
        config: {},
      },
    },
    Results: [
      {
        Target: 'api (debian 12.4)',
        Class: 'os-pkgs',
        Type: 'debian',
        Vulnerabilities: all.filter(isSystem),
      },
      {
        Target: 'Node.js',
        Class: 'lang-pkgs',
        Type: 'node-pkg',
        Vulnerabilities: all.filter((one) => !isSystem(one)),
      },
    ],
  };
  return { text: JSON.stringify(report), rows };
}

type MadeVulnerability = ReturnType<typeof vulnerability>;

function isSystem({ PkgIdentifier }: MadeVulnerability): boolean {
  return PkgIdentifier.PURL.startsWith('pkg:deb/');
}

function vulnerability(index: number) {
  const isSystem = index % 3 !== 0;
  const name = `${isSystem ? 'lib' : '@acme/'}package-${index % 400}`;
  const layer = LAYERS[index % LAYERS.length] ?? '';
  const id = `CVE-2025-${10_000 + index}`;
  const description = `A flaw was found in ${name}. `.repeat(20);
  return {
    VulnerabilityID: id,
    PkgID: `${name}@1.${index % 50}.0`,
    PkgName: name,
    ...(isSystem ? {} : { PkgPath: `app/node_modules/${name}/package.json` }),
    PkgIdentifier: {
      PURL: isSystem
        ? `pkg:deb/debian/${name}@1.${index % 50}.0-1?arch=amd64&distro=debian-12.4`
        : `pkg:npm/%40acme/package-${index % 400}@1.${index % 50}.0`,
      UID: 'f8e7ca13b1c8ba9f',
    },
    InstalledVersion: `1.${index % 50}.0${isSystem ? '-1' : ''}`,
    FixedVersion: index % 4 === 0 ? '' : `1.${(index % 50) + 1}.0${isSystem ? '-1' : ''}`,
    Status: index % 4 === 0 ? 'affected' : 'fixed',
    Layer: { Digest: digest(layer), DiffID: layer },
    SeveritySource: 'nvd',
    PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
    DataSource: { ID: 'debian', Name: 'Debian Security Tracker', URL: 'https://salsa.debian.org' },
    Title: `${name}: a flaw`,
    Description: description,
    Severity: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'][index % 4],
    CweIDs: ['CWE-79'],
    VendorSeverity: { debian: 1, nvd: 3, redhat: 2 },
    CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H', V3Score: 9.1 } },
    References: Array.from(
      { length: 12 },
      (_, link) => `https://example.com/advisories/${id}/${link}`,
    ),
    PublishedDate: '2025-08-03T14:15:08.233Z',
    LastModifiedDate: '2025-11-07T03:36:43.337Z',
  };
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
