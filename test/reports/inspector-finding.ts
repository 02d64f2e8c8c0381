export const digest = `sha256:${'a'.repeat(64)}`;
export const finding = {
  findingArn: 'arn:aws:inspector2:eu-west-1:1:finding/1',
  type: 'PACKAGE_VULNERABILITY',
  status: 'ACTIVE',
  severity: 'MEDIUM',
  title: 'CVE-2021-3744 - linux',
  epss: { score: 0.00075 },
  resources: [
    {
      id: 'arn:aws:ecr:eu-west-1:012345678901:repository/web/sha256:a',
      region: 'eu-west-1',
      details: {
        awsEcrContainerImage: {
          repositoryName: 'web',
          imageTags: ['2.3.0'],
          imageHash: digest,
          registry: '012345678901',
          platform: 'DEBIAN_10',
          architecture: 'amd64',
        },
      },
    },
  ],
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2021-3744',
    source: 'DEBIAN_CVE',
    sourceUrl: 'https://security-tracker.debian.org/tracker/CVE-2021-3744',
    vendorSeverity: 'low',
    cvss: [{ baseScore: 5.5, scoringVector: 'CVSS:3.1/AV:L', version: '3.1' }],
    vulnerablePackages: [
      {
        ...{ name: 'linux', version: '4.19.118', release: '2', epoch: 0, packageManager: 'OS' },
        ...{ fixedInVersion: '0:4.19.232-1', sourceLayerHash: 'sha256:11' },
      },
      {
        name: 'go/stdlib',
        version: '1.24.4',
        packageManager: 'GENERIC',
        filePath: '/bin/x',
        fixedInVersion: 'NotAvailable',
      },
    ],
  },
};
