import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { VexStatement, Vulnerability } from '../findings/scan-report.ts';
import {
  componentSchema,
  flatComponents,
  packageOf,
  packagesOf,
  properties,
} from '../scans/cyclonedx/components.ts';
import type { Component } from '../scans/cyclonedx/components.ts';
import { readRatings } from '../scans/cyclonedx/ratings.ts';
import { targetOf } from '../scans/cyclonedx/target.ts';
import { toolOf } from '../scans/cyclonedx/tool.ts';
import {
  componentOfRef,
  fixedVersions,
  vulnerabilitySchema,
} from '../scans/cyclonedx/vulnerability.ts';
import type { Row } from '../scans/cyclonedx/vulnerability.ts';
import { advisoryIds } from '../scans/vocabulary/advisory-ids.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newVulnerability } from '../scans/vocabulary/new-vulnerability.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { isRecord, objectOf } from '../scans/vocabulary/tolerant-fields.ts';
import { httpsLink } from '../scans/vocabulary/written-text.ts';

const documentSchema = z.object({
  metadata: objectOf({
    component: objectOf(componentSchema.shape),
    tools: z.unknown().optional(),
    properties,
  }),
  components: z.unknown().optional(),
  vulnerabilities: z.unknown().optional(),
});

/** States of an analysis in which a vulnerability no longer counts (CycloneDX 1.4 to 1.7, `impactAnalysisState`). */
const SILENT: ReadonlyMap<string, VexStatement['status']> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['not_affected', 'not_affected'],
  ['false_positive', 'not_affected'],
]);

/**
 * One vulnerability for each component that it affects. An analysis that silences is a statement, too; where the component is
 * only in another document (a BOM-Link), it is the statement alone.
 */
export default {
  id: 'cyclonedx',
  tool: 'CycloneDX',
  formats: 'CycloneDX JSON 1.4 to 1.7 with vulnerabilities, also as VEX',
  recognizes: (document) => isRecord(document) && document['bomFormat'] === 'CycloneDX',
  read: (document) => {
    const read = documentSchema.safeParse(document);
    if (!read.success) return { ok: false, problem: 'it is no object' };
    const notices = newNotices();
    const { metadata } = read.data;
    const components = flatComponents(read.data.components);
    const subject = metadata?.component ?? null;
    const byRef = new Map(
      [...components, ...(subject === null ? [] : [subject])].map((one) => [
        one['bom-ref'] ?? '',
        one,
      ]),
    );
    const statements: VexStatement[] = [];
    const reading = { place: 'vulnerabilities', notices };
    const vulnerabilities = readEach(
      read.data.vulnerabilities,
      vulnerabilitySchema,
      reading,
      (row, index) => {
        const statement = statementOf(row, byRef, subject);
        if (statement !== null) statements.push(statement);
        const found = vulnerabilitiesOf(row, byRef);
        if (found.length === 0 && statement === null) return null;
        const unknown = row.affects.filter(({ ref }) => componentOfRef(ref, byRef) === null).length;
        if (unknown > 0) {
          notices.add(`vulnerabilities[${index}]: ${unknown} of what it affects is no component`);
        }
        return found;
      },
    );
    const target = targetOf(subject, metadata?.properties ?? [], components);
    const scan = newScan({
      tool: toolOf(metadata?.tools),
      target,
      vulnerabilities,
      packages: packagesOf(components),
    });
    return foundReport(notices, { scans: [scan], statements });
  },
} satisfies ReportReader;

function vulnerabilitiesOf(
  row: Row,
  byRef: ReadonlyMap<string, Component>,
): readonly Vulnerability[] {
  const ratings = readRatings(row.ratings, row.source?.name ?? '');
  const silencedBy = SILENT.has(row.analysis?.state ?? '')
    ? (reasonOf(row) ?? row.analysis?.state ?? null)
    : null;
  return row.affects.flatMap(({ ref, versions }) => {
    const component = componentOfRef(ref, byRef);
    if (component === null) return [];
    const vulnerability = newVulnerability({
      ids: idsOf(row),
      ...packageOf(component),
      fixed: fixedVersions(row, versions, component.name),
      ...ratings,
      title: null,
      link: httpsLink(row.source?.url) ?? httpsLink(row.advisories[0]?.url),
      silencedBy,
    });
    return vulnerability ?? [];
  });
}

function statementOf(
  row: Row,
  byRef: ReadonlyMap<string, Component>,
  subject: Component | null,
): VexStatement | null {
  const status = SILENT.get(row.analysis?.state ?? '');
  const ids = advisoryIds(idsOf(row));
  if (status === undefined || ids === null) return null;
  const parts = row.affects.flatMap(({ ref }) => {
    const component = componentOfRef(ref, byRef);
    if (component === null || component === subject) return [];
    return [component.purl ?? component.name];
  });
  const product = subject === null ? [] : [subject.purl ?? subject.name];
  // Without a product, the affected parts are what the statement is about; without these, it would be about everything.
  if (product.length === 0 && parts.length === 0) return null;
  const about =
    product.length === 0 ? { products: parts, parts: [] } : { products: product, parts };
  return { ...ids, status, ...about, reason: reasonOf(row), author: null };
}

function idsOf(row: Row): readonly string[] {
  return [row.id, ...row.references.map(({ id }) => id)];
}

function reasonOf({ analysis }: Row): string | null {
  return analysis?.detail ?? analysis?.justification ?? null;
}
