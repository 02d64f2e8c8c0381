import { expect, test } from 'vitest';
import { createWebhookSecrets } from '../../src/app/webhook-secrets.ts';

/** The example of https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation */
const SECRET = "It's a Secret to Everybody";
const BODY = Buffer.from('Hello, World!');
const SIGNATURE = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const HOUR = 60 * 60 * 1000;

test('an event counts that GitHub signed with the secret', () => {
  const secrets = createWebhookSecrets(SECRET, () => 0);
  expect(secrets.isSigned(BODY, SIGNATURE)).toBe(true);
  expect(secrets.isSigned(Buffer.from('Hello, World?'), SIGNATURE)).toBe(false);
  for (const other of ['', 'sha256=', SIGNATURE.slice(0, -1), SIGNATURE.toUpperCase()]) {
    expect(secrets.isSigned(BODY, other)).toBe(false);
  }
});

test('one that was replaced holds for an hour more, and the one before it no longer', () => {
  let now = 0;
  const secrets = createWebhookSecrets(SECRET, () => now);
  secrets.replace('a newer one');
  secrets.replace('a newer one');
  now = HOUR - 1;
  expect(secrets.isSigned(BODY, SIGNATURE)).toBe(true);
  now = HOUR;
  expect(secrets.isSigned(BODY, SIGNATURE)).toBe(false);
  secrets.replace(SECRET);
  expect(secrets.isSigned(BODY, SIGNATURE)).toBe(true);
  secrets.replace('the third');
  secrets.replace('the fourth');
  expect(secrets.isSigned(BODY, SIGNATURE)).toBe(false);
});
