import { DOWNLOAD_LIMITS } from '../downloads/download-options.ts';
import { createDownloadSource } from '../downloads/http-download-source.ts';
import { environmentProxies } from '../http/environment-proxies.ts';
import { trustedHosts } from '../registry/trusted-hosts.ts';
import { OFFLINE_DOWNLOADS } from '../remediation/download-plan.ts';
import type { DownloadSource } from '../remediation/download-plan.ts';
import { loadSettings } from './registry-settings.ts';
import { VERSION } from './version.ts';

/** The web, with this person's proxies, and what they say about hosts and authorities. */
export function openDownloadSource({ offline }: { readonly offline: boolean }): DownloadSource {
  if (offline) return OFFLINE_DOWNLOADS;
  const settings = loadSettings();
  return createDownloadSource({
    trusted: trustedHosts(settings),
    ca: settings.ca,
    proxies: environmentProxies(process.env),
    limits: DOWNLOAD_LIMITS,
    userAgent: `seaworthy/${VERSION}`,
    onExchange: () => undefined,
  });
}
