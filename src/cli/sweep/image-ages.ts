import type { ImageRow, SweepReport } from '../../remediation/sweep/sweep-report.ts';
import type { BarKind, BarRow } from './html-parts.ts';

const DAY = 86_400_000;

/** Up to so many days, and what that is called. */
interface Bucket {
  readonly days: number;
  readonly label: string;
  readonly kind: BarKind;
}

const AGES: readonly Bucket[] = [
  { days: 30, label: 'under a month', kind: 'good' },
  { days: 90, label: '1 to 3 months', kind: 'good' },
  { days: 180, label: '3 to 6 months', kind: 'fair' },
  { days: 365, label: '6 to 12 months', kind: 'fair' },
  { days: 730, label: '1 to 2 years', kind: 'poor' },
  { days: Infinity, label: 'over 2 years', kind: 'bad' },
];

const ENDS: readonly Bucket[] = [
  { days: 0, label: 'has ended', kind: 'bad' },
  { days: 90, label: 'within 3 months', kind: 'poor' },
  { days: 365, label: 'within a year', kind: 'fair' },
  { days: Infinity, label: 'later', kind: 'good' },
];

/** How old the images are that repositories use, on the day of the report. */
export function byAge({ images, at }: SweepReport): readonly BarRow[] {
  const daysOf = ({ created }: ImageRow) =>
    created === null ? null : (Date.parse(at) - Date.parse(created)) / DAY;
  return countIn(AGES, images, daysOf);
}

/** How long their lines are still looked after. */
export function byEndOfLife({ images, at }: SweepReport): readonly BarRow[] {
  const daysOf = ({ isEnded, endOfLife, line }: ImageRow) => {
    if (isEnded) return 0;
    if (endOfLife === null) return line === null ? null : Number.MAX_VALUE;
    return Math.max(0.5, (Date.parse(endOfLife) - Date.parse(at)) / DAY);
  };
  return countIn(ENDS, images, daysOf);
}

function countIn(
  buckets: readonly Bucket[],
  images: readonly ImageRow[],
  daysOf: (image: ImageRow) => number | null,
): readonly BarRow[] {
  const days = images.map(daysOf);
  const known = days.filter((one) => one !== null);
  const rows = buckets.map(({ label, kind, days: most }, index): BarRow => {
    const least = buckets[index - 1]?.days ?? -Infinity;
    const count = known.filter((one) => one > least && one <= most).length;
    return { label, note: '', parts: [{ kind, count }] };
  });
  const count = days.length - known.length;
  return [...rows, { label: 'not known', note: '', parts: [{ kind: 'unknown', count }] }];
}
