import { describe, expect, it } from 'vitest';
import neuvector from '../../src/reports/neuvector.ts';
import { MANY, itBearsWrongTypes, itReadsManyRows } from './hostile-input.ts';
import { readWith } from './read-with.ts';

const row = {
  name: 'CVE-2015-8356',
  score: 7.2,
  score_v3: 7.3,
  vectors_v3: 'CVSS:3.0/AV:L',
  severity: 'High',
  feed_rating: 'medium',
  package_name: 'openssh',
  package_version: '7.2_p2-r0',
  fixed_version: '7.2_p2-r3',
  link: 'https://security-tracker.debian.org/tracker/CVE-2015-8356',
};
const report = {
  registry: 'https://registry.example.com/',
  repository: 'acme/web',
  tag: '1',
  base_os: 'alpine:3.12',
  vulnerabilities: [row],
  checks: [
    { level: 'WARN', test_number: 'D.4.1', description: 'A user', message: ['runs as root'] },
    { level: 'INFO', test_number: '1', description: 'General' },
    { level: 'PASS', test_number: '2' },
  ],
  secrets: [
    { type: 'Private Key', evidence: 'hunter2', path: '/root/id_rsa' },
    { type: '', evidence: '', path: '' },
  ],
};
const document = { report };

describe('a scan of NeuVector', () => {
  it('tells packages, failed checks and secrets', () => {
    expect(readWith(neuvector, document).scans[0]).toMatchObject({
      target: {
        references: ['registry.example.com/acme/web:1'],
        distribution: { id: 'alpine', version: '3.12' },
      },
      vulnerabilities: [
        {
          id: 'CVE-2015-8356',
          package: { name: 'openssh', type: 'apk', version: '7.2_p2-r0' },
          fixed: ['7.2_p2-r3'],
          severity: 'high',
          severities: [
            { source: 'feed', severity: 'medium' },
            { source: 'neuvector', severity: 'high' },
          ],
          cvss: { score: 7.3, vector: 'CVSS:3.0/AV:L' },
        },
      ],
      problems: [{ id: 'D.4.1', title: 'A user', message: 'runs as root', severity: 'medium' }],
      secrets: [{ id: 'Private Key', path: 'root/id_rsa' }],
    });
  });

  it('never keeps the text of a secret', () => {
    expect(JSON.stringify(readWith(neuvector, document))).not.toContain('hunter2');
  });

  it('is no report of a Kubernetes resource', () => {
    expect(neuvector.recognizes({ apiVersion: 'aquasecurity.github.io/v1alpha1', report })).toBe(
      false,
    );
  });
});

describe('hostile input', () => {
  itBearsWrongTypes(neuvector, document);
  itReadsManyRows(neuvector, { report: { ...report, vulnerabilities: Array(MANY).fill(row) } });
});
