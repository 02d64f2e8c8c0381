import * as z from 'zod';
import type { HistoryEntry, ScanTarget } from '../../findings/scan-report.ts';

/** The fields of an image configuration that tracing needs (OCI image specification, `config.md`). */
const configurationSchema = z.object({
  architecture: z.string().nullish(),
  os: z.string().nullish(),
  variant: z.string().nullish(),
  created: z.string().nullish(),
  config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullish() }).nullish(),
  history: z
    .array(
      z.object({
        created_by: z.string().nullish(),
        comment: z.string().nullish(),
        empty_layer: z.boolean().nullish(),
      }),
    )
    .nullish(),
});

/** How Go prints a time that was never set. */
const UNSET = '0001-01-01T';

type Configured = Pick<ScanTarget, 'platform' | 'created' | 'labels' | 'diffIds' | 'history'>;

/** What an image configuration in a report tells of the target; nothing for one that is none. */
export function readConfiguration(value: unknown): Partial<Configured> {
  const read = configurationSchema.safeParse(value);
  if (!read.success) return {};
  const { architecture, os, variant, created, config, rootfs, history } = read.data;
  const platform =
    !os || !architecture ? null : { os, architecture, variant: variant ?? null, osVersion: null };
  return {
    platform,
    created: created?.startsWith(UNSET) === false ? created : null,
    labels: config?.Labels ?? {},
    diffIds: rootfs?.diff_ids ?? [],
    history: (history ?? []).map((entry): HistoryEntry => ({
      createdBy: entry.created_by ?? '',
      comment: entry.comment ?? null,
      isEmpty: entry.empty_layer === true,
    })),
  };
}

/** JSON in base64, as Grype keeps manifests and configurations; null for what is none. */
export function decodeBase64Json(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Neither base64 nor JSON: the report does not tell.
    return null;
  }
}
