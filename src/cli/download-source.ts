import { createArchiveDownload } from '../downloads/archive-download.ts';
import { DOWNLOAD_LIMITS } from '../downloads/download-options.ts';
import type { DownloadOptions } from '../downloads/download-options.ts';
import { createDownloadSource } from '../downloads/http-download-source.ts';
import { environmentProxies } from '../http/environment-proxies.ts';
import { trustedHosts } from '../registry/trusted-hosts.ts';
import { OFFLINE_DOWNLOADS } from '../remediation/download-plan.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { loadSettings } from './registry-settings.ts';
import { VERSION } from './version.ts';

/** The web, with this person's proxies, and what they say about hosts and authorities. */
export function openDownloadSource({ offline }: { readonly offline: boolean }): DownloadSource {
  return offline ? OFFLINE_DOWNLOADS : createDownloadSource(downloadOptions());
}

/** The same for archives whose address was signed for us. */
export function openArchiveDownload() {
  return createArchiveDownload(downloadOptions());
}

function downloadOptions(): DownloadOptions {
  const settings = loadSettings();
  return {
    trusted: trustedHosts(settings),
    ca: settings.ca,
    proxies: environmentProxies(process.env),
    limits: DOWNLOAD_LIMITS,
    userAgent: `seaworthy/${VERSION}`,
    onExchange: () => undefined,
  };
}
