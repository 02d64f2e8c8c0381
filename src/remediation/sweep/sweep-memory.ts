import type { CampaignStanding } from '../campaign/standing.ts';
import type { RepositorySurvey } from './survey.ts';

/** An image as a look found it. */
export interface KnownImage {
  /** As resolved from a Dockerfile. */
  readonly reference: string;
  /** Changes whenever a look may come to something else because of the image; null where nobody could tell. */
  readonly facts: string | null;
}

/** `disabled`: by its own configuration. `misconfigured`: its owner has to act. */
export type SweepVerdict = 'done' | 'disabled' | 'misconfigured';

/** `pulls`: proposals wait for room, which any change of a pull request may make. `time`: for another hour. */
export type Waiting = 'nothing' | 'pulls' | 'time';

/** What is kept of a repository that was looked at. */
export interface SweptRecord {
  readonly id: number;
  /** The tip of its default branch then. */
  readonly commit: string;
  /** What else the look was built on: whatever it says differently now asks for another look. */
  readonly basis: string;
  /** When any of its pull requests had last changed then. */
  readonly pullsAt: string | null;
  /** Whether nothing was written, because nothing was to be. */
  readonly isDry: boolean;
  readonly verdict: SweepVerdict;
  /** Why it is not `done`, one clause; null where it is. */
  readonly note: string | null;
  /** What asks for another look though nothing of all this has changed. */
  readonly waitsFor: Waiting;
  readonly images: readonly KnownImage[];
  readonly survey: RepositorySurvey;
  /** Where it stands in the campaign that the look was made for; null for a look at everything. */
  readonly standing: CampaignStanding | null;
  /** RFC 3339. */
  readonly at: string;
}

/** Remembers what sweeps found, so that an unchanged repository costs nothing and a broken sweep goes on. */
export interface SweepMemory {
  /** Null where nothing, or nothing that can be read, is known. */
  readonly recall: (id: number) => Promise<SweptRecord | null>;
  /** Kept when it resolves, whatever happens then. */
  readonly remember: (record: SweptRecord) => Promise<void>;
  /** Gives back what is open; nothing is asked after it. */
  readonly close: () => Promise<void>;
}

/** Remembers until the program ends. */
export function createPassingMemory(): SweepMemory {
  const records = new Map<number, SweptRecord>();
  return {
    recall: (id) => Promise.resolve(records.get(id) ?? null),
    remember: (record) => {
      records.set(record.id, record);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
