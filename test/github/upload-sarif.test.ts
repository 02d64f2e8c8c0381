import { describe, expect, test } from 'vitest';
import { discoverRules } from '../../src/discover.ts';
import { openGitHubRepository } from '../../src/github/github-repository.ts';
import { botIdentity } from '../../src/github/identity.ts';
import { uploadSarif } from '../../src/github/upload-sarif.ts';
import { checkForCodeScanning } from '../../src/remediation/check-for-code-scanning.ts';
import { makeScene } from '../e2e/github/fixture.ts';
import type { Permissions } from '../e2e/github/model.ts';
import { sarifErrors } from '../sarif-errors.ts';
import { installedClient } from './installed-client.ts';

const NAME = { owner: 'acme', repo: 'shop' };
const PERMISSIONS: Permissions = {
  contents: 'read',
  metadata: 'read',
  security_events: 'write',
};

async function uploadScene(config: string, permissions = PERMISSIONS) {
  const { host, shop, installation } = await makeScene();
  host.people.push(
    'acme/shop',
    'main',
    { '.github/seaworthy.yml': config, Dockerfile: 'FROM debian:12\nENV A 1\n' },
    'ann',
  );
  const client = await installedClient(host, installation, permissions);
  const commit = shop.git.resolve('refs/heads/main') ?? '';
  const identity = botIdentity('seaworthy', () => Promise.resolve(1));
  const place = { client, name: NAME, identity, host: 'github.com', branchPrefix: 'seaworthy/' };
  const repository = openGitHubRepository({ ...place, commit, listener: 'app' });
  const rules = await discoverRules();
  const files = await checkForCodeScanning(repository, { rules, now: new Date() });
  const upload = () =>
    uploadSarif(client, NAME, {
      files: files ?? [],
      rules,
      commit,
      branch: 'main',
      version: '1.2.3',
    });
  return { host, shop, commit, files, upload };
}

const ON = 'codeScanning:\n  upload: true\n';

describe('code scanning', () => {
  test('is told the findings of the default branch, as valid SARIF', async () => {
    const { host, shop, commit, files, upload } = await uploadScene(ON);
    expect(files?.[0]?.findings).not.toEqual([]);
    expect(await upload()).toEqual({ kind: 'uploaded' });
    const [sarif] = shop.sarifs;
    expect(sarif).toMatchObject({ commitOid: commit, ref: 'refs/heads/main' });
    expect(sarifErrors(JSON.stringify(sarif?.document))).toBeNull();
    host.assertHonest();
  });

  test('is told nothing where nobody asked for it', async () => {
    const { files } = await uploadScene('posture: balanced\n');
    expect(files).toBeNull();
  });

  test('that is not ours to write to is a reason', async () => {
    const { upload } = await uploadScene(ON, { contents: 'read', metadata: 'read' });
    expect(await upload()).toMatchObject({ kind: 'refused' });
  });

  test('that asks for patience is asked again', async () => {
    const { host, upload } = await uploadScene(ON);
    host.faults.next({ status: 403, headers: { 'retry-after': '60' } });
    await expect(upload()).rejects.toMatchObject({ isRetryable: true, retryAfter: 60_000 });
  });
});
