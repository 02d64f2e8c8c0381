import type { DownloadQuestion } from './download.ts';

/** Whether an address of https is served: a file itself; of a whole host only its certificate. */
export function servedQuestion({ href, pathname, search }: URL): DownloadQuestion {
  const isHost = pathname === '/' && search === '';
  return { address: href, wants: isHost ? 'host' : 'presence' };
}
