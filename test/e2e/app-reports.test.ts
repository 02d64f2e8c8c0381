import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { signed, startIssuer } from '../app/reports/oidc-issuer.ts';
import { zipBytes } from '../github/reports/zip-bytes.ts';
import { appStage } from './app-stage.ts';
import type { Shop } from './app-stage.ts';
import type { GitHubHost } from './github/host.ts';
import { SHOP, trivyReport } from './sample-reports.ts';

const SECRET = 'a secret of the operator';
const ADVISORY = 'CVE-2023-38545';
const CONFIG = 'images:\n  - image: acme/shop\n    dockerfile: Dockerfile\n';

const issuer = await startIssuer();
const folder = mkdtempSync(join(tmpdir(), 'seaworthy-reports-'));
afterAll(async () => {
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Artifacts lie on another host, which is one of loopback here. */
function environment({ apiUrl }: GitHubHost) {
  const store = new URL(apiUrl.replace('127.0.0.1', 'localhost')).host;
  const settings = join(folder, 'registries.yml');
  writeFileSync(settings, `registries:\n  ${store}:\n    insecure: true\n`);
  return {
    REPORTS_ISSUER: issuer.address,
    REPORTS_SECRET: SECRET,
    SEAWORTHY_REGISTRIES: settings,
  };
}

const stage = appStage(environment);

const opened = (config = '', files: Readonly<Record<string, string>> = {}) =>
  stage().open({ Dockerfile: SHOP, '.github/seaworthy.yml': `${CONFIG}${config}`, ...files });

/** Whether an open pull request cures the advisory and shows what the scanner says. */
function evidence(shop: Shop): boolean {
  return shop.pulls().some(({ state, body }) => state === 'open' && body?.includes(ADVISORY));
}

async function send(
  shop: Shop,
  headers: Readonly<Record<string, string>>,
  body = trivyReport(),
): Promise<number> {
  const { app } = stage();
  const response = await fetch(`${app.url}/reports/${shop.name}`, {
    method: 'POST',
    headers,
    body,
  });
  await response.text();
  await app.idle();
  return response.status;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a report in the repository is evidence of a pull request', async () => {
  const shop = await opened('', { '.seaworthy/trivy.json': trivyReport() });
  expect(evidence(shop)).toBe(true);
});

test('an artifact of a workflow run counts where it is named, and only of the default branch', async () => {
  const { host, app } = stage();
  const shop = await opened("reports:\n  artifacts: ['scan']\n");
  const artifacts = {
    scan: zipBytes([{ path: 'trivy.json', content: trivyReport() }]),
  };
  host.people.createBranch(shop.name, 'feature', 'ann');
  host.robots.finishRun(shop.state, { branch: 'feature', artifacts });
  await app.idle();
  expect(evidence(shop)).toBe(false);
  host.robots.finishRun(shop.state, { artifacts });
  await app.idle();
  expect(evidence(shop)).toBe(true);
});

test('a report that a workflow sends with its token counts', async () => {
  const shop = await opened();
  const of = (changes: object = {}) =>
    bearer(signed(issuer.claims({ repository: shop.name, ...changes })));
  const past = Math.floor(Date.now() / 1000) - 3600;
  const refused = {
    audience: await send(shop, of({ aud: 'another' })),
    repository: await send(shop, of({ repository: 'acme/other' })),
    expired: await send(shop, of({ exp: past, iat: past - 60 })),
    branch: await send(shop, of({ ref: 'refs/heads/feature' })),
    event: await send(shop, of({ event_name: 'pull_request' })),
    nobody: await send(shop, {}),
  };
  expect(refused).toEqual({
    audience: 401,
    repository: 403,
    expired: 401,
    branch: 403,
    event: 403,
    nobody: 401,
  });
  expect(evidence(shop)).toBe(false);
  expect(await send(shop, of())).toBe(202);
  expect(evidence(shop)).toBe(true);
});

test('a report that is sent with the secret, or signed with it, counts', async () => {
  const [one, other] = [await opened(), await opened()];
  expect(await send(one, bearer('another secret'))).toBe(401);
  expect(await send(one, bearer(SECRET))).toBe(202);
  expect(evidence(one)).toBe(true);
  const body = trivyReport();
  const signature = (name: string) =>
    createHmac('sha256', SECRET).update(`${name}\n${body}`).digest('hex');
  const header = (name: string) => ({ 'x-seaworthy-signature-256': `sha256=${signature(name)}` });
  expect(await send(other, header(one.name))).toBe(401);
  expect(evidence(other)).toBe(false);
  expect(await send(other, header(other.name))).toBe(202);
  expect(evidence(other)).toBe(true);
});

test('alerts are read where the configuration says so', async () => {
  const { host, app } = stage();
  const shop = await opened('reports:\n  codeScanning: true\n  dependabot: true\n');
  host.log.clear();
  host.robots.raiseCodeAlert(shop.state, {
    rule: 'DS-0002',
    tool: 'Trivy',
    path: 'Dockerfile',
    line: 1,
    message: 'Specify at least 1 USER command',
  });
  await app.idle();
  const asked = host.requests.map(({ template, status }) => `${template} ${status ?? 'none'}`);
  expect(asked).toContain('/repos/{owner}/{repo}/code-scanning/alerts 200');
  // Nothing new there since the first look.
  expect(asked).toContain('/repos/{owner}/{repo}/dependabot/alerts 304');
  expect(await app.counts()).toMatchObject({ dead: 0 });
});

test('an alert about the image is evidence of a pull request', async () => {
  const { host, app } = stage();
  const shop = await opened('reports:\n  codeScanning: true\n');
  expect(evidence(shop)).toBe(false);
  // As Trivy's SARIF has it, from which GitHub makes the alert.
  host.robots.raiseCodeAlert(shop.state, {
    rule: ADVISORY,
    ruleName: 'OsPackageVulnerability',
    tool: 'Trivy',
    path: 'acme/shop',
    line: 1,
    message: [
      'Package: curl',
      'Installed Version: 7.88.1-10',
      `Vulnerability ${ADVISORY}`,
      'Severity: CRITICAL',
      'Fixed Version: 7.88.1-10+deb12u4',
      `Link: [${ADVISORY}](https://avd.aquasec.com/nvd/cve-2023-38545)`,
    ].join('\n'),
  });
  await app.idle();
  expect(evidence(shop)).toBe(true);
});
