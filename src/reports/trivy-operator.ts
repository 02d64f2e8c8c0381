import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import { resourceSchema } from '../scans/trivy-operator/resource.ts';
import { readOperatorReport } from '../scans/trivy-operator/report-kinds.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';

const GROUP = 'aquasecurity.github.io/';

/** One resource, a list of them as `kubectl get -A -o json` prints it, or their array. */
function recognizes(document: unknown): boolean {
  if (Array.isArray(document)) return document.some(isReport);
  if (isReport(document)) return true;
  if (typeof document !== 'object' || document === null) return false;
  return 'items' in document && Array.isArray(document.items) && document.items.some(isReport);
}

function isReport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!('apiVersion' in value) || !('kind' in value)) return false;
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith(GROUP)) return false;
  return typeof kind === 'string' && /Report(?:List)?$/.test(kind);
}

function read(document: unknown): ReadResult {
  const { items, place } = itemsOf(document);
  const notices = newNotices();
  const scans = readEach(items, resourceSchema, { place, notices }, (resource, index) => {
    if (resource.apiVersion?.startsWith(GROUP) !== false) {
      return readOperatorReport(resource, `${place}[${index}]`, notices);
    }
    notices.add(`${place}[${index}] is a ${resource.kind}, and no report of the Trivy Operator`);
    return [];
  });
  return foundReport(notices, { scans });
}

/** A single resource is read as a list of one. */
function itemsOf(document: unknown): { readonly items: unknown; readonly place: string } {
  if (Array.isArray(document)) return { items: document, place: 'resources' };
  const isList = typeof document === 'object' && document !== null && 'items' in document;
  return isList
    ? { items: document.items, place: 'items' }
    : { items: [document], place: 'resources' };
}

export default {
  id: 'trivy-operator',
  tool: 'Trivy Operator',
  formats:
    'JSON and YAML of `kubectl get vulnerabilityreports,configauditreports,exposedsecretreports,… -A`, lists and single resources',
  recognizes,
  read,
} satisfies ReportReader;
