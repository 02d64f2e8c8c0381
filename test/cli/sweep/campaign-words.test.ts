import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/exit.ts';
import type { CampaignWords } from '../../../src/cli/sweep/campaign-options.ts';
import { selectionOf, waveSettingsOf } from '../../../src/cli/sweep/campaign-words.ts';
import { replacing, sampleRule } from '../../remediation/sample-rules.ts';

const RULES = [sampleRule('x', replacing('x', 'y'), { id: 'no-user' })];

function read(words: CampaignWords & { readonly format?: 'text' | 'html' }) {
  const { format = 'text', ...own } = words;
  const selection = selectionOf({ format, ...own }, RULES);
  return { selection, settings: waveSettingsOf(own) };
}

describe('a campaign on the command line', () => {
  it.each<readonly [CampaignWords, string]>([
    [{ rule: 'no-user' }, 'rule no-user'],
    [{ image: 'ghcr.io/acme/*' }, 'image ghcr.io/acme/*'],
    [{ image: 'localhost:5000/base' }, 'image localhost:5000/base'],
    [{ advisory: 'cve-2026-1234' }, 'advisory CVE-2026-1234'],
    [{ advisory: 'ghsa-ABCD-efgh-2345' }, 'advisory GHSA-abcd-efgh-2345'],
  ])('selects: %o', (words, expected) => {
    const { selection } = read(words);
    expect(`${selection?.kind ?? ''} ${selection?.name ?? ''}`).toBe(expected);
  });

  it('is none without a selection', () => {
    expect(read({}).selection).toBeNull();
  });

  it('has waves of its own, or the usual ones', () => {
    const { settings } = read({ rule: 'no-user', waves: '5, 100', wait: '48' });
    expect(settings).toEqual({ canary: 3, percents: [5, 100], stopAt: 20, wait: 172_800_000 });
    expect(read({ rule: 'no-user' }).settings.percents).toEqual([10, 50, 100]);
  });

  it.each<readonly [Parameters<typeof read>[0], string]>([
    [{ rule: 'no-usr' }, 'there is no rule `no-usr`; did you mean `no-user`?'],
    [
      { rule: 'no-user', image: 'node' },
      'a campaign is about one of --rule, --image and --advisory',
    ],
    [{ image: 'node:20' }, '--image is a name without a tag: every tag of the image is meant'],
    [{ image: '!node' }, '--image is the name of an image such as `node` or `ghcr.io/acme/*`'],
    [{ advisory: 'it is bad' }, '--advisory is an id such as CVE-2026-1234'],
    [{ wait: '3' }, '--wait needs a campaign: --rule, --image or --advisory'],
    [{ rule: 'no-user', format: 'html' }, 'a campaign is printed as text, json or csv'],
    [{ rule: 'no-user', canary: 'few' }, '--canary is a whole number from 0 to 1000000'],
    [{ rule: 'no-user', stopAt: '101' }, '--stop-at is a whole number from 0 to 100'],
    [{ rule: 'no-user', wait: '-1' }, '--wait is a whole number from 0 to 100000'],
    ...['50,10,100', '10,50', '10,,100', '100,100', '', 'all'].map((waves) => {
      const message = '--waves is a rising list of percentages that ends with 100: 10,50,100';
      return [{ rule: 'no-user', waves }, message] as const;
    }),
  ])('is refused: %o', (words, message) => {
    expect(() => read(words)).toThrow(new UsageError(message));
  });
});
