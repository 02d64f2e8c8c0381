import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { ReportedProblem, Scan } from '../findings/scan-report.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { imageNames } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { text, texts } from '../scans/vocabulary/tolerant-fields.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';

const sectionSchema = z.object({ id: text, results: z.unknown().optional() });

/** A check (https://github.com/docker/docker-bench-security, functions/output_lib.sh). */
const checkSchema = z.object({
  id: z.string().min(1),
  desc: text,
  result: text,
  details: text,
  items: texts,
});
type Check = z.infer<typeof checkSchema>;

/** Section of images and their build files. */
const IMAGES = '4';
/** In it, the checks whose items are images; those of 4.1 are containers. */
const NAMING_IMAGES: readonly string[] = ['4.6', '4.7', '4.9'];

/**
 * Docker Bench for Security looks at one host. `WARN` is a finding; `PASS`, `INFO` and `NOTE` (a check by hand) are
 * none, but for `INFO` of section 4 that names images: that is how the script reports what it cannot be sure
 * of (4.7 update instructions, 4.9 ADD). What names images is a problem of each of these images; all else (the host, the daemon, running containers, the
 * swarm) no Dockerfile can cure, and is one scan of the host, which matches no Dockerfile.
 */
export default {
  id: 'docker-bench',
  tool: 'Docker Bench',
  formats: 'JSON log of Docker Bench for Security',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const isNamed = ownText(document, 'dockerbenchsecurity') !== null;
  return isNamed && Array.isArray(ownField(document, 'tests'));
}

function read(document: unknown): ReadResult {
  const notices = newNotices();
  const host: ReportedProblem[] = [];
  const images = new Map<string, ReportedProblem[]>();
  const tests = { place: 'tests', notices };
  readEach(ownField(document, 'tests'), sectionSchema, tests, ({ id, results }) => {
    const reading = { place: `results of section ${id ?? '?'}`, notices };
    return readEach(results, checkSchema, reading, (check) => {
      const named = id === IMAGES ? imagesOf(check) : [];
      for (const image of named) {
        const problems = images.get(image) ?? [];
        images.set(image, problems);
        problems.push(problemOf(check));
      }
      if (named.length === 0 && check.result === 'WARN') host.push(problemOf(check));
      return [];
    });
  });
  const scans = [...images].map(([image, problems]) => imageScan(image, problems));
  return foundReport(notices, { scans: [...scans, hostScan(host)] });
}

/** Names of images stand in brackets, several of one image with a space between them; an id stands without. */
function imagesOf({ id, result, items }: Check): readonly string[] {
  if (!NAMING_IMAGES.includes(id) || (result !== 'WARN' && result !== 'INFO')) return [];
  const names = items.map((item) => item.replace(/^\[/, '').replace(/\]$/, '').trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function problemOf({ id, desc, result, details }: Check): ReportedProblem {
  const title = desc ?? id;
  const severity = result === 'WARN' ? 'medium' : 'info';
  const message = (details ?? '') === '' ? title : `${title}: ${(details ?? '').slice(0, 1_000)}`;
  const nowhere = { path: null, lines: null, link: null, silencedBy: null };
  return { id, aliases: [`docker-bench ${id}`], title, message, severity, ...nowhere };
}

function imageScan(image: string, problems: readonly ReportedProblem[]): Scan {
  const isId = /^[0-9a-f]{12}$/.test(image);
  const named = isId ? { kind: 'image' as const } : imageNames(image);
  return scanOf(newTarget({ ...named, name: image }), problems);
}

function hostScan(problems: readonly ReportedProblem[]): Scan {
  return scanOf(newTarget({ kind: 'unknown', name: 'a host of containers' }), problems);
}

function scanOf(target: Scan['target'], problems: readonly ReportedProblem[]): Scan {
  return newScan({ tool: 'Docker Bench', target, problems });
}
