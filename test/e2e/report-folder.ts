import { makeFolder } from '../local/folders.ts';

/** A folder with one Dockerfile and the reports `0.json`, `1.json` and so on. */
export function folderWith(text: string, reports: readonly string[]): string {
  const files = reports.map((report, index) => [`${index}.json`, report] as const);
  return makeFolder({ Dockerfile: text, ...Object.fromEntries(files) });
}

/** The words that name these reports. */
export function reportWords(reports: readonly string[]): string[] {
  return reports.flatMap((_, index) => ['--report', `${index}.json`]);
}
