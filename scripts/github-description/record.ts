/** One line of what test/e2e/github/records.ts wrote. */
export type HostRecord =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly template: string;
      readonly status: number;
      readonly requestText: string;
      readonly body?: unknown;
    }
  | {
      readonly kind: 'event';
      readonly event: string;
      readonly action: string | null;
      readonly payload: unknown;
    };

export function readRecord(line: string): HostRecord | null {
  // The lines are our own, written a moment ago by the same version.
  return line === '' ? null : (JSON.parse(line) as HostRecord);
}
