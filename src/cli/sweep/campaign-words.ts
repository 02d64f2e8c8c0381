import type { Rule } from '../../findings/rule.ts';
import type { CampaignSelection } from '../../remediation/campaign/campaign.ts';
import type { WaveSettings } from '../../remediation/campaign/waves.ts';
import { UsageError } from '../exit.ts';
import { requireKnown } from '../project.ts';
import { USUAL } from './campaign-options.ts';
import type { CampaignWords } from './campaign-options.ts';
import { count } from './sweep-words.ts';
import type { SweepWords } from './sweep-words.ts';

const HOUR = 3_600_000;

/** The ids that scanners report: `CVE-2026-1234`, `GHSA-…`, `RUSTSEC-…`. */
const ADVISORY = /^[A-Za-z0-9][A-Za-z0-9:._-]{2,59}$/;
const IMAGE = /^[A-Za-z0-9*][A-Za-z0-9*._\-/:]{0,199}$/;

/** What is selected; null where the sweep is no campaign. */
export function selectionOf(
  words: CampaignWords & Pick<SweepWords, 'format'>,
  rules: readonly Rule[],
): CampaignSelection | null {
  const { rule, image, advisory } = words;
  const given = [
    ...(rule === undefined ? [] : [{ kind: 'rule', name: rule } as const]),
    ...(image === undefined ? [] : [{ kind: 'image', name: image } as const]),
    ...(advisory === undefined
      ? []
      : [{ kind: 'advisory', name: usualSpelling(advisory) } as const]),
  ];
  const [first, second] = given;
  if (first === undefined) return withoutWaves(words);
  if (second !== undefined) {
    throw new UsageError('a campaign is about one of --rule, --image and --advisory');
  }
  if (words.format === 'html') throw new UsageError('a campaign is printed as text, json or csv');
  if (first.kind === 'rule')
    requireKnown(
      [first.name],
      rules.map(({ id }) => id),
    );
  if (first.kind === 'image') checkImage(first.name);
  if (first.kind === 'advisory' && !ADVISORY.test(first.name)) {
    throw new UsageError('--advisory is an id such as CVE-2026-1234');
  }
  return first;
}

/** One advisory is one campaign, however it is typed. */
function usualSpelling(id: string): string {
  return /^ghsa-/i.test(id) ? `GHSA-${id.slice(5).toLowerCase()}` : id.toUpperCase();
}

/** Options that say how a campaign goes mean nothing to a sweep. */
function withoutWaves({ canary, waves, stopAt, wait }: CampaignWords): null {
  const given = Object.entries({
    ...{ '--canary': canary, '--waves': waves, '--stop-at': stopAt, '--wait': wait },
  }).find(([, value]) => value !== undefined);
  if (given === undefined) return null;
  throw new UsageError(`${given[0]} needs a campaign: --rule, --image or --advisory`);
}

function checkImage(name: string): void {
  if (!IMAGE.test(name)) {
    throw new UsageError('--image is the name of an image such as `node` or `ghcr.io/acme/*`');
  }
  if (name.includes(':', name.lastIndexOf('/') + 1)) {
    throw new UsageError('--image is a name without a tag: every tag of the image is meant');
  }
}

/** Where nothing is said, the usual. */
export function waveSettingsOf(words: CampaignWords): WaveSettings {
  const { canary, waves, stopAt, wait } = { ...USUAL, ...words };
  return {
    canary: count('--canary', canary, 1_000_000, 0),
    percents: percentsOf(waves),
    stopAt: count('--stop-at', stopAt, 100, 0),
    wait: count('--wait', wait, 100_000, 0) * HOUR,
  };
}

function percentsOf(text: string): readonly number[] {
  const percents = text.split(',').map((one) => (/^\d{1,3}$/.test(one.trim()) ? Number(one) : 0));
  const isRising = percents.every((one, index) => one > (percents[index - 1] ?? 0));
  if (isRising && percents.at(-1) === 100) return percents;
  throw new UsageError('--waves is a rising list of percentages that ends with 100: 10,50,100');
}
