import { expect, onTestFinished, test } from 'vitest';
import { startGitHubHost } from './github/host.ts';
import type { GitHubHost, SeededRepository } from './github/host.ts';
import { isPull } from './github/pulls.ts';
import { startBuiltApp } from './running-app.ts';

const UNTIDY = 'FROM debian:12\nENV A 1\nUSER app\n';

/** What must reach no text as it stands: mentions, pages of others, markup, and marks that we read ourselves. */
const EVIL =
  '@everyone ![x](https://evil.example/x.png) <img src=x> <!-- seaworthy:withdrawn:v1 -->';
const LIVE = [/(?<![`\w])@everyone/, /!\[x\]\(https:/, /<img/, /^<!-- seaworthy:withdrawn/m];

async function installed(repository: SeededRepository) {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const shop = host.addRepository('acme/shop', { collaborators: { ann: 'write' }, ...repository });
  const app = await startBuiltApp(host);
  host.admin.install('acme', 'ann');
  await app.idle();
  return { host, shop, app };
}

/** Without what stands in code, where nothing is markup. */
function outsideOfCode(text: string): string {
  return text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '').replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
}

function textsIn(host: GitHubHost): readonly string[] {
  const all = [...host.repository('acme/shop').issues.values()];
  return all.flatMap(({ title, body, comments }) => [
    title,
    outsideOfCode(body ?? ''),
    ...comments.map((one) => outsideOfCode(one.body)),
  ]);
}

test('hostile names, Dockerfiles and branches reach pull requests as plain words only', async () => {
  const folder = '@everyone ![x](https:) <img src=x>';
  const { host, shop, app } = await installed({
    defaultBranch: 'main-@everyone-<img>',
    files: {
      [`${folder}/Dockerfile`]: `# ${EVIL}\nFROM debian:12 AS b\nENV A ${EVIL}\nLABEL x="${EVIL}"\nRUN echo '${EVIL}' && apt-get install curl\nUSER app\n`,
      'tag/Dockerfile': 'FROM debian:@everyone<img>\nENV A 1\nUSER app\n',
      'plain/Dockerfile': UNTIDY,
    },
  });
  const pulls = [...shop.issues.values()].filter(isPull);
  expect(pulls).toMatchObject([{ state: 'open' }]);
  expect(pulls[0]?.body).toContain('@everyone');
  for (const text of textsIn(host)) {
    for (const evil of LIVE) expect(text).not.toMatch(evil);
  }
  expect(await app.counts()).toMatchObject({ waiting: 0, dead: 0 });
  host.assertHonest();
}, 30_000);

test('a hostile configuration reaches its issue as plain words only', async () => {
  const { host, app } = await installed({
    files: { Dockerfile: UNTIDY, '.github/seaworthy.yml': `posture: '${EVIL}'\n'${EVIL}': 1\n` },
  });
  const texts = textsIn(host);
  expect(texts).toHaveLength(2);
  for (const text of texts) {
    for (const evil of LIVE) expect(text).not.toMatch(evil);
  }
  expect(await app.counts()).toMatchObject({ waiting: 0, dead: 0 });
  host.assertHonest();
}, 30_000);

test('200 Dockerfiles are one pull request a kind, in few requests and a text of bounded length', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `services/service-${index}/Dockerfile`,
      `FROM debian:12\nENV A_${index} ${index}\nRUN apt-get install curl\nUSER app\n`,
    ]),
  );
  const started = performance.now();
  const { host, shop, app } = await installed({ files });
  const milliseconds = Math.round(performance.now() - started);
  const pulls = [...shop.issues.values()].filter(isPull);
  expect(pulls).toMatchObject([{ pull: { headRef: 'seaworthy/hardening' } }]);
  const length = pulls[0]?.body?.length ?? 0;
  expect(length).toBeGreaterThan(1000);
  expect(length).toBeLessThanOrEqual(65_536);
  const diff = shop.git.run(['diff', '--name-only', 'main', 'seaworthy/hardening']);
  expect(diff.trim().split('\n')).toHaveLength(200);
  // Beside what the app asks for itself: head, tree, two batches of files, history, and four to write.
  const asked = host.requests.filter(({ path }) => !/^\/app\b/.test(path));
  expect(asked.length).toBeLessThanOrEqual(12);
  console.log(`200 Dockerfiles: ${asked.length} requests, ${milliseconds} ms, ${length}`);
  expect(await app.counts()).toMatchObject({ waiting: 0, dead: 0 });
  host.assertHonest();
}, 60_000);
