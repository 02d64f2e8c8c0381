import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { discoverRules } from '../../src/discover.ts';
import { knowing } from '../../src/remediation/image-knowledge.ts';
import { checkContext } from '../../src/remediation/policy.ts';

const rules = (await discoverRules()).filter(({ id }) => id.endsWith('-unpinned'));

function heard(text: string): string[] {
  const config = loadConfig(
    text,
    '.github/seaworthy.yml',
    rules.map(({ id }) => id),
  );
  const context = checkContext(config, { rules, images: knowing({}), today: null });
  return context.rules.map(({ id }) => id.replace('-unpinned', '')).toSorted();
}

it.each([
  ['', []],
  ['policy: {pins: versions}', ['dnf', 'gem', 'go', 'npm', 'pip', 'yum', 'zypper']],
  ['policy: {pins: snapshot}', ['apt', 'dnf', 'gem', 'go', 'npm', 'pip', 'yum', 'zypper']],
  [
    '{policy: {pins: versions}, rules: {pip-unpinned: off, go-unpinned: off}}',
    ['dnf', 'gem', 'npm', 'yum', 'zypper'],
  ],
])('a policy turns on the opinionated rules that it needs: %s', (text, expected) => {
  expect(heard(text)).toEqual(expected);
});
