import { packageTypeOf } from '../vocabulary/package-type.ts';
import { imageNames } from '../vocabulary/image-names.ts';
import { ownTexts } from '../vocabulary/own-field.ts';
import { readSeverity } from '../vocabulary/severity-words.ts';
import { httpsLink, splitVersions } from '../vocabulary/written-text.ts';
import { foundVulnerability } from './found.ts';
import { linkIn, readLabels, readTable } from './labelled-text.ts';
import type { SarifFinding, SarifResult, SarifTool } from './sarif-result.ts';

const LONGEST_MESSAGE = 4_000;

interface Said {
  readonly severity?: string | undefined;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly image?: string | undefined;
  readonly path?: string | undefined;
}

/**
 * Grype has one rule for each advisory and package (`CVE-2023-0001-openssl`), the package in the message, and
 * the fixed version in the rule's help
 * (https://github.com/anchore/grype/blob/main/grype/presenter/sarif/presenter.go).
 */
export const grype: SarifTool = { names: /\bgrype\b/i, looksAt: 'files', read };

/** The messages of Grype, the newest first; `(?<…>)` names what each tells. */
const MESSAGES: readonly RegExp[] = [
  /^An? (?<severity>\w{1,20}) vulnerability in (?<type>\S{1,50}) package: (?<name>\S{1,300}), version (?<version>\S{0,200}) was found (?:in image (?<image>\S{1,500}) )?(?:at: (?<path>[^\n]*)|from)/,
  /^The path (?<path>[^\n]{0,1000}) reports (?<name>\S{1,300}) at version (?<version>\S{1,200}) {2}which (?:is|would result in) a vulnerable \((?<type>[^)\n]{1,50})\) package/,
];

function read(result: SarifResult): readonly SarifFinding[] | null {
  const said = saidIn(result.message.slice(0, LONGEST_MESSAGE));
  if (said === null) return null;
  const { rule, logicalNames, severity } = result;
  const help = new Map([...readTable(rule.help), ...readLabels(rule.help)]);
  const suffix = `-${said.name}`;
  const id = rule.id.endsWith(suffix) ? rule.id.slice(0, -suffix.length) : rule.id;
  const found = foundIn(logicalNames[0] ?? '');
  const image = said.image ?? found.image;
  return foundVulnerability(
    result,
    {
      ids: [id],
      severity: readSeverity(said.severity) ?? severity,
      title: null,
      fixed: splitVersions(help.get('fix version')),
      link: httpsLink(linkIn(help.get('link') ?? '')),
      layer: found.layer,
      package: {
        name: said.name,
        version: said.version,
        type: packageTypeOf(said.type),
        purl: ownTexts(rule.properties, 'purls')[0] ?? null,
        path: said.path ?? null,
      },
    },
    image === null ? {} : { ...imageNames(image), name: image },
  );
}

function saidIn(message: string): Said | null {
  for (const pattern of MESSAGES) {
    const groups = pattern.exec(message)?.groups;
    if (groups === undefined) continue;
    const { severity, type = '', name = '', version = '', image, path } = groups;
    return { severity, type, name, version, image, path };
  }
  return null;
}

/** A logical location is `image@layer:/path`. */
function foundIn(name: string): { readonly image: string | null; readonly layer: string | null } {
  const read = /^(.{1,500})@(sha256:[0-9a-f]{64}):/.exec(name);
  return { image: read?.[1] ?? null, layer: read?.[2] ?? null };
}
