import { expect, onTestFinished, test } from 'vitest';
import { startGitHubHost } from './host.ts';

test('repositories that share their objects are whole ones for git, each with its own branches', async () => {
  const host = await startGitHubHost({ sharesObjects: true });
  onTestFinished(() => host.stop());
  const tips = ['shop', 'api'].map((name) => {
    const files = { Dockerfile: `FROM debian:12\nLABEL name=${name}\n`, 'src/a.txt': 'a\n' };
    const { git } = host.addRepository(`acme/${name}`, { files });
    expect(git.attempt(['fsck', '--connectivity-only'])).not.toBeNull();
    expect(git.run(['show', 'main:Dockerfile'])).toContain(`LABEL name=${name}`);
    return git.run(['rev-list', '--all']);
  });
  expect(tips[0]).toMatch(/^[0-9a-f]{40}$/);
  expect(tips[1]).not.toBe(tips[0]);
});
