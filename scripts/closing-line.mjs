/**
 * Prints `N passed, N failed` from the JSON report of a vitest run. A test file that could not even be
 * loaded counts as one failure. Usage: node scripts/closing-line.mjs REPORT.json
 */
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const broken = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken.length} failed`);
