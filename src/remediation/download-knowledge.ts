import type { DownloadAnswer, DownloadQuestion } from '../findings/download.ts';

/** What the web answered to the questions of rules; null to one that nobody asked. */
export type DownloadKnowledge = (question: DownloadQuestion) => DownloadAnswer | null;

export const NO_DOWNLOADS: DownloadKnowledge = () => null;
