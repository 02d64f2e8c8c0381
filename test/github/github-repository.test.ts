import { describe, expect, test } from 'vitest';
import { githubScene, outcomes, UNTIDY } from './github-scene.ts';

describe('a look at a repository on GitHub', () => {
  test('opens a pull request, and changes nothing the second time', async () => {
    const { host, shop, look, pulls } = await githubScene({ Dockerfile: UNTIDY });
    expect(outcomes(await look())).toEqual(['created seaworthy/hardening']);
    const before = shop.git.references('refs/');
    expect(pulls()).toMatchObject([
      { number: 1, state: 'open', author: { login: 'seaworthy[bot]' } },
    ]);
    host.log.clear();
    const report = await look();
    expect(outcomes(report)).toContain('unchanged seaworthy/hardening');
    expect(pulls()).toHaveLength(report.results.length);
    expect(shop.git.references('refs/heads/seaworthy/hardening')).toEqual(
      before.filter(({ name }) => name === 'refs/heads/seaworthy/hardening'),
    );
    host.assertHonest();
  });
});
