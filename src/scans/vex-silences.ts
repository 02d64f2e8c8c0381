import type { VexStatement } from '../findings/scan-report.ts';
import type { Silence, Subject } from './silence.ts';
import { isImagePurl, isTarget } from './silencing/image-pattern.ts';
import { isPackage, readPurlPattern } from './silencing/purl-pattern.ts';
import { shortReason } from './silencing/short-reason.ts';

const STATUS = { not_affected: 'not affected', fixed: 'fixed' } as const;

/**
 * What statements silence: weaknesses of their products, in the parts that they name. A product may be the image
 * or the package itself. A product that is neither, such as a program with parts, is not looked for inside of images.
 */
export function vexSilences(statements: readonly VexStatement[]): readonly Silence[] {
  return statements.map((statement) => ({
    ids: [statement.id, ...statement.aliases].map((id) => id.toLowerCase()),
    covers: (subject) => isAbout(statement, subject),
    because: reasonOf(statement),
  }));
}

function isAbout({ products, parts }: VexStatement, { vulnerability, target }: Subject): boolean {
  if (vulnerability === null) return false;
  const reported = vulnerability.package;
  const isReported = (text: string): boolean => {
    const purl = readPurlPattern(text);
    if (purl !== null) return !isImagePurl(purl) && isPackage(purl, reported);
    return text === reported.name || text === `${reported.name}@${reported.version}`;
  };
  const isPart = parts.length === 0 || parts.some(isReported);
  const isProduct = products.length === 0 || products.some((text) => isTarget(text, target));
  if (isProduct && isPart) return true;
  // A package that is its own product.
  return parts.length === 0 && products.some((text) => text.startsWith('pkg:') && isReported(text));
}

function reasonOf({ author, status, reason }: VexStatement): string {
  const who = author === null ? 'a VEX statement' : `the VEX statement of ${shortReason(author)}`;
  const why = reason === null ? '' : `: ${shortReason(reason)}`;
  return `${who} (${STATUS[status]}${why})`;
}
