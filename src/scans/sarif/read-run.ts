import type { Scan } from '../../findings/scan-report.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { pathsOf } from './artifact-path.ts';
import { gatherScans } from './gather-scans.ts';
import { isFinding, readResult } from './read-result.ts';
import { rulesOf } from './run-rules.ts';
import type { WrittenRun } from './run-schema.ts';
import { resultSchema } from './run-schema.ts';
import { runTarget } from './run-target.ts';
import { findingsOf } from './tools.ts';

/** All findings of one run, by target. `place` is where its results stand: `runs[0].results`. */
export function readRun(run: WrittenRun, place: string, notices: Notices): readonly Scan[] {
  const tool = run.tool.driver.name;
  const ruleOf = rulesOf(run);
  const pathOf = pathsOf(run);
  const findings = readEach(run.results, resultSchema, { place, notices }, (row) =>
    isFinding(row) ? findingsOf(readResult(tool, row, ruleOf(row), pathOf)) : [],
  );
  return gatherScans(tool, runTarget(run), findings);
}
