import { indexLines } from '../dockerfile/line-index.ts';
import { originOf } from '../dockerfile/origin.ts';
import type { Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/rule.ts';
import { vulnerabilityKey } from '../findings/traced-vulnerability.ts';
import type { TracedVulnerability } from '../findings/traced-vulnerability.ts';
import { mergeCompanions } from './companion-files.ts';
import { attemptStep, withCompanions } from './attempt-step.ts';
import { checkFile } from './check.ts';
import type { Checked } from './check.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import { withoutConflicts } from './compatible-fixes.ts';
import { fixPlace } from './fix-place.ts';
import { fixMark, severeAdvisories } from './fix-mark.ts';
import { leftFix } from './left-fix.ts';
import { openConditions } from './left-reason.ts';
import { contextOfRounds, settledFindings } from './settled-findings.ts';
import { movedImages } from './moved-images.ts';
import { NO_REFUSALS } from './refusals.ts';
import { sharedFixes } from './shared-fixes.ts';
import type { SharedFix } from './shared-fixes.ts';
import type { Candidate, Refusal, Step } from './gate/step.ts';
import type { FixPolicy, LeftFix, Patch, TracedFinding } from './patch.ts';
import { isRefused, ruleOf } from './patch-work.ts';
import type { Work } from './patch-work.ts';
import { isTraced } from './scanned-rows.ts';

/** A patch that has not settled after so many rounds never will. */
const ROUNDS = 12;

/**
 * Applies the fixes that the policy allows, round by round until nothing is left to do; overlapping
 * edits wait for the next round, and what fails the gate is taken out and listed in `left`.
 */
export function composePatch(file: SourceFile, context: CheckContext, policy: FixPolicy): Patch {
  const first = checkFile(file, context);
  let current = first;
  const lines = indexLines(file.text);
  const scanned = current.findings.filter(isTraced);
  const work: Work = {
    context: contextOfRounds(context, policy),
    policy,
    companions: [],
    refused: new Map(),
    unwanted: new Map(),
    firstLines: file.text.split('\n'),
    applied: [],
    isRetryDue: false,
    lineOf: (offset) => lines.position(offset).line,
  };
  for (let round = 0; ; round += 1) {
    let candidates = selectCandidates(current, work);
    if (candidates.length === 0 && work.isRetryDue) {
      work.refused.clear();
      work.isRetryDue = false;
      candidates = selectCandidates(current, work);
    }
    if (candidates.length === 0) break;
    if (round === ROUNDS) {
      refuse(work, candidates, { part: 'settled', reason: 'a further run would change it again' });
      break;
    }
    current = takeRound(current, candidates, work);
  }
  const after = current.dockerfile.text;
  const { lineOf } = work;
  const full = { ...work.context, answers: context.answers };
  const settled = settledFindings({ first, last: current, context: full, lineOf });
  return {
    path: file.path,
    before: file.text,
    after,
    changed: after !== file.text || work.companions.length > 0,
    companions: mergeCompanions(work.companions),
    applied: work.applied,
    left: [
      ...settled
        .filter((finding) => isSelected(finding, policy))
        .map((finding) => leftFix(finding, work)),
      ...unseen(scanned, current, work),
    ],
    scanned,
    notice: current.notice,
  };
}

/** What scanners reported of an image that a fix replaced: it cannot be found in the new text, but is not cured. */
function unseen(scanned: readonly TracedFinding[], current: Checked, work: Work): LeftFix[] {
  const cured = work.applied.flatMap(({ cures }) => cures);
  const told = new Set(
    [...cured, ...current.findings].flatMap(({ traced }) => (traced === null ? [] : keyOf(traced))),
  );
  return scanned
    .filter((finding) => isSelected(finding, work.policy) && !told.has(keyOf(finding.traced)))
    .map((finding) => ({ ...leftFix(finding, work), line: finding.place.line }));
}

function keyOf({ vulnerability, image }: TracedVulnerability): string {
  return `${image}\t${vulnerabilityKey(vulnerability)}`;
}

function isSelected(finding: Finding, policy: FixPolicy): boolean {
  return policy.only === null || policy.only.includes(finding.rule);
}

function selectCandidates(checked: Checked, work: Work): Candidate[] {
  const wanted = checked.findings.filter((finding) => isWanted(finding, work));
  return sharedFixes(wanted).flatMap((shared) => {
    const { finding, fix, findings } = shared;
    if (findings.some((one) => isRefused(one, work))) return [];
    if (work.policy.isPlaceOpen?.(fixPlace(finding, fix, work.lineOf)) === false) return [];
    if (work.policy.takes?.(shared, checked.path) === false) return [];
    const no = whyUnwanted(shared, checked.path, work);
    if (no === null) {
      const effects = fix.effects ?? ruleOf(finding, work)?.effects ?? [];
      return [{ finding, findings, fix, effects }];
    }
    for (const one of findings) work.unwanted.set(one.fingerprint(), no);
    return [];
  });
}

/** A "no" of before. */
function whyUnwanted({ finding, fix, findings }: SharedFix, path: string, work: Work) {
  const { refusals = NO_REFUSALS } = work.policy;
  return refusals({
    rule: finding.rule,
    mark: markOf(path, finding, fix, work),
    advisories: severeAdvisories(findings),
    images: movedImages(fix),
  });
}

function markOf(path: string, { rule, span }: Finding, fix: Fix, work: Work): string {
  return fixMark(path, rule, fix, work.firstLines[work.lineOf(span.start) - 1] ?? '');
}

function isWanted(finding: Finding, work: Work): boolean {
  const { fix, safety } = finding;
  const { policy } = work;
  if (fix === null || safety === null || !policy.safeties.includes(safety)) return false;
  if (!policy.moveImages && ruleOf(finding, work)?.movesImages === true) return false;
  if (policy.takeUnknown === false && openConditions(finding).length > 0) return false;
  return isSelected(finding, policy);
}

/** Applies what fits together and passes; the text stays when nothing does. */
function takeRound(current: Checked, candidates: readonly Candidate[], work: Work): Checked {
  const step = takePassing(current, null, withoutConflicts(candidates), work);
  return step === null ? current : accept(step, work);
}

/** Adds to `kept` what passes the gate together with it; culprits are found by halving. */
function takePassing(
  current: Checked,
  kept: Step | null,
  candidates: readonly Candidate[],
  work: Work,
): Step | null {
  const { step, refusal } = attemptStep(
    current,
    [...(kept?.candidates ?? []), ...candidates],
    work.context,
  );
  if (step !== null) return step;
  if (candidates.length === 1) {
    refuse(work, candidates, refusal);
    return kept;
  }
  const middle = candidates.length >> 1;
  const first = takePassing(current, kept, candidates.slice(0, middle), work);
  return takePassing(current, first, candidates.slice(middle), work);
}

function accept(step: Step, work: Work): Checked {
  work.isRetryDue = work.refused.size > 0;
  work.companions.push(...step.companions);
  work.context = withCompanions(work.context, step.before.path, step.companions);
  for (const { finding, findings, fix, effects } of step.candidates) {
    const { lines, ...place } = fixPlace(finding, fix, work.lineOf);
    work.applied.push({
      ...place,
      safety: finding.safety ?? 'review',
      title: fix.title,
      effects,
      editedLines: lines,
      mark: markOf(step.before.path, finding, fix, work),
      advisories: severeAdvisories(findings),
      cures: findings.map(({ rule, severity, traced, span }) => ({
        rule,
        severity,
        line: work.lineOf(span.start),
        traced,
      })),
    });
  }
  const { lineOf } = work;
  const origin = originOf(step.edits);
  work.lineOf = (offset) => lineOf(origin(offset));
  return step.after;
}

function refuse(work: Work, candidates: readonly Candidate[], { part, reason }: Refusal): void {
  for (const finding of candidates.flatMap(({ findings }) => findings)) {
    work.refused.set(finding.fingerprint(), `the gate refused the fix (${part}): ${reason}`);
  }
}
