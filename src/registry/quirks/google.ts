import * as z from 'zod';
import type { RegistryQuirk } from '../quirk.ts';

/** Container Registry writes the time as text, Artifact Registry as a number. */
const pageSchema = z.object({
  manifest: z.record(
    z.string(),
    z.object({
      tag: z.array(z.string()).nullish(),
      timeUploadedMs: z.coerce.number().catch(NaN),
    }),
  ),
});

export default {
  id: 'google',
  references: [
    'https://cloud.google.com/artifact-registry/docs/docker/authentication',
    'https://github.com/google/go-containerregistry/blob/main/pkg/v1/google/list.go',
  ],
  hosts: ['gcr.io', '*.gcr.io', '*.pkg.dev', 'registry.k8s.io'],
  signs: [],
  // Its own form of the answer, with manifests, comes only without a size of pages.
  pageSize: null,
  readTagDates: (page) => {
    const dates = new Map<string, string>();
    const { data } = pageSchema.safeParse(page);
    for (const { tag, timeUploadedMs } of Object.values(data?.manifest ?? {})) {
      if (!(timeUploadedMs > 0 && timeUploadedMs < 8.64e15)) continue;
      for (const name of tag ?? []) dates.set(name, new Date(timeUploadedMs).toISOString());
    }
    return dates;
  },
  loginHint:
    'log in as oauth2accesstoken with `gcloud auth print-access-token` as password, or use the credential helper `gcloud`',
} satisfies RegistryQuirk;
