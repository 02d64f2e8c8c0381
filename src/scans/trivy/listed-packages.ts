import * as z from 'zod';
import type { ReportedPackage } from '../../findings/scan-report.ts';
import { newPackage } from '../vocabulary/new-vulnerability.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { numeric, objectOf, text } from '../vocabulary/tolerant-fields.ts';
import { lockFileOf } from './result-place.ts';
import type { ResultPlace } from './result-place.ts';

/** `Package` of `pkg/fanal/types/package.go` in aquasecurity/trivy, printed with `--list-all-pkgs`. */
const packageSchema = z.object({
  Name: z.string(),
  Epoch: numeric,
  Version: text,
  Release: text,
  SrcName: text,
  FilePath: text,
  Identifier: objectOf({ PURL: text }),
});

type Row = z.infer<typeof packageSchema>;

/** What a result lists as installed; rows that cannot be read, and those without a version, are left out. */
export function listedPackages(
  result: ResultPlace & { readonly Packages?: unknown },
): readonly ReportedPackage[] {
  if (!Array.isArray(result.Packages)) return [];
  const type = packageTypeOf(result.Type ?? '');
  const lockFile = lockFileOf(result);
  return result.Packages.flatMap((value) => {
    const row = packageSchema.safeParse(value).data;
    if (row === undefined) return [];
    const found = newPackage(row.Name.trim(), {
      type,
      version: versionOf(row),
      purl: row.Identifier?.PURL || null,
      source: row.SrcName || null,
      path: row.FilePath || lockFile,
    });
    return found.name === '' || found.version === '' ? [] : [found];
  });
}

/** Of a package of a distribution the parts stand apart: `[epoch:]version[-release]`; null without a version. */
function versionOf({ Epoch, Version, Release }: Row): string | null {
  if (!Version) return null;
  const epoch = Epoch === null || Epoch === 0 ? '' : `${Epoch}:`;
  return `${epoch}${Version}${Release ? `-${Release}` : ''}`;
}
