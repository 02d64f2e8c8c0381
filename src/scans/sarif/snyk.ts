import type { ScanTarget } from '../../findings/scan-report.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import { imageNames } from '../vocabulary/image-names.ts';
import { ownTexts } from '../vocabulary/own-field.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { readSeverity } from '../vocabulary/severity-words.ts';
import { foundVulnerability } from './found.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

/**
 * Snyk names the package in the rule: `(CVE-2022-0001,CVE-…) openssl/libssl1.1@1.1.1n-0`, its manager as the
 * last tag, and the version to take in the help
 * (https://github.com/snyk/cli/blob/main/src/lib/formatters/sarif-output.ts, get-sarif-result.ts).
 */
export const snyk: SarifTool = { names: /^snyk\b/i, looksAt: 'files', read };

const DESCRIBED =
  /^(?:\((?<ids>[^)\n]{0,2000})\) )?(?<name>[^\n]{1,500})@(?<version>[^@\n]{0,200})$/;

function read(result: SarifResult): readonly SarifFinding[] | null {
  const { rule, logicalNames, message, severity } = result;
  const described = DESCRIBED.exec(rule.description ?? '') ?? DESCRIBED.exec(logicalNames[0] ?? '');
  const { ids = '', name = '', version = '' } = described?.groups ?? {};
  const said = /package with an? (\w{1,20}) severity vulnerability/.exec(message.slice(0, 2_000));
  if (name === '' || said === null) return null;
  const type = packageTypeOf(ownTexts(rule.properties, 'tags').at(-1) ?? '');
  return foundVulnerability(
    result,
    {
      ids: [rule.id, ...ids.split(',')],
      severity: readSeverity(said[1]) ?? severity,
      fixed: fixedVersions(result, name),
      package: { ...names(name, type), type, version, path: filePath(result) },
    },
    isOfContainer(result) ? containerTarget(result.path) : {},
  );
}

function isOfContainer({ tool }: SarifResult): boolean {
  return /container/i.test(tool);
}

/** The location of a container is the Dockerfile or the image; of a project it is the file that names the package. */
function filePath(result: SarifResult): string | null {
  return isOfContainer(result) ? null : result.path;
}

/** Packages of a distribution are `source/binary`. */
function names(name: string, type: string | null) {
  const slash = name.indexOf('/');
  if (slash === -1 || type === null || !SYSTEM_TYPES.includes(type)) return { name };
  return { name: name.slice(slash + 1), source: name.slice(0, slash) };
}

function fixedVersions({ rule, fixes }: SarifResult, name: string): readonly string[] {
  const advised = /\bto version (\S{1,200}) or higher/.exec(rule.help.slice(0, 20_000))?.[1] ?? '';
  const start = `Upgrade to ${name}@`;
  const upgrades = fixes.filter((text) => text.startsWith(start));
  const versions = [advised, ...upgrades.map((text) => text.slice(start.length).trim())];
  return [...new Set(versions)].filter((version) => version !== '');
}

/** Without a Dockerfile the location is the reference of the image, each colon as `_`. */
function containerTarget(path: string | null): Partial<ScanTarget> {
  if (path === null) return { kind: 'image' };
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (/dockerfile|containerfile/i.test(file)) return { kind: 'image', dockerfile: path };
  const reference = path
    .replace(/@sha256_([0-9a-f]{64})$/, '@sha256:$1')
    .replace(/_(latest|v?\d[\w.-]{0,127})$/, ':$1');
  return { ...imageNames(reference), name: reference };
}
