import { expect, test } from 'vitest';
import { fillTemplate } from '../../../src/contribute/etiquette/fill-template.ts';
import type { Answers } from '../../../src/contribute/etiquette/fill-template.ts';

const ANSWERS: Answers = {
  summary: 'In short.',
  what: 'What changed.',
  why: 'Because.',
  tests: 'Not built.',
  issue: null,
  facts: { isSignedOff: true, base: 'dev', hasIssue: false, hasLookedForDoubles: true },
};

test.each<readonly [string, string, string]>([
  [
    'sections are answered by what they ask for, comments go',
    '<!-- Thank you! -->\n## Description\n<!-- Say it -->\n\n## Motivation and Context\n\n## How Has This Been Tested?\n\n## Related issue\nFixes #123\n',
    'In short.\n\n## Description\n\nWhat changed.\n\n## Motivation and Context\n\nBecause.\n\n## How Has This Been Tested?\n\nNot built.\n\n## Related issue\n\nNone.',
  ],
  [
    'what no section asks for is said with the rest',
    '**What does this PR do?**\n\nFoo was changed to bar\n',
    'In short.\n\n**What does this PR do?**\n\nWhat changed.\n\nBecause.\n\nNot built.',
  ],
  [
    'a template without headings keeps its boxes',
    'Thanks!\r\n\r\n- [ ] I have added tests\r\n',
    'In short.\n\nWhat changed.\n\nBecause.\n\nNot built.\n\n- [ ] I have added tests',
  ],
  [
    'what we do not have is not applicable, what is no question stays',
    '## Summary\n\n## Screenshots\n![before](x)\n\n### Legal\n\nI retain all rights.\n',
    'In short.\n\n## Summary\n\nWhat changed.\n\nBecause.\n\nNot built.\n\n## Screenshots\n\nNot applicable.\n\n### Legal\n\nI retain all rights.',
  ],
])('%s', (_, template, expected) => {
  expect(fillTemplate(template, ANSWERS)).toBe(expected);
});

test.each([
  ['[x] My commits are signed off', true],
  ['[ ] All commits have been signed off (DCO).', true],
  ['[ ] I have checked that there are no other open pull requests for the same change', true],
  ['[ ] This PR is against the `dev` branch', true],
  ['[ ] This PR is against the `main` branch', false],
  ['[ ] I have signed off all my commits as required by [DCO](https://example.org/a#legal)', true],
  ['[x] My commits are signed off and tested', false],
  ['[x] I have read CONTRIBUTING.md', false],
  ['[x] All tests pass', false],
  ['[ ] Bug fix (non-breaking change which fixes an issue)', false],
  ['[ ] I reviewed every line myself', false],
])('a box is ticked for what was done alone: %s', (box, isTicked) => {
  const text = fillTemplate(`## Checklist\n\n- ${box}\n`, ANSWERS);
  expect(text).toContain(`- [${isTicked ? 'x' : ' '}]${box.slice(3)}`);
});

test('a sign-off that was not given is not ticked', () => {
  const facts = { ...ANSWERS.facts, isSignedOff: false };
  expect(fillTemplate('- [x] Commits are signed off', { ...ANSWERS, facts })).toContain(
    '- [ ] Commits',
  );
});
