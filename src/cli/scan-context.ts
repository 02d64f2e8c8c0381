import { discoverReaders } from '../discover.ts';
import { createImageScanner } from '../local/image-scanner.ts';
import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import type { ImageKnowledge } from '../remediation/image-knowledge.ts';
import { knowledgeOfScans } from '../remediation/knowledge-of-scans.ts';
import type { ScanKnowledge } from '../remediation/scan-knowledge.ts';
import { planScans } from '../remediation/scan-plan.ts';
import { summarizeReports } from '../remediation/summarize-reports.ts';
import type { ReportsSummary, SummarizedFile } from '../remediation/summarize-reports.ts';
import { imagePlanInput } from './ask-about-images.ts';
import { planReports } from './plan-reports.ts';
import type { ReportPlan } from './plan-reports.ts';
import { today } from './project.ts';
import type { Project } from './project.ts';

/** A check that also knows scan reports. */
export interface ScanContext extends Pick<ReportPlan, 'notices' | 'errors' | 'questions'> {
  readonly context: CheckContext;
  readonly summarize: (files: readonly SummarizedFile[]) => ReportsSummary;
}

/** Reads reports for a check of files, and asks no registry. */
export async function openScans(
  words: readonly string[],
  sources: readonly SourceFile[],
  project: Project,
): Promise<ScanContext> {
  const plan = await planReports(words, sources, { config: project.config, today: today() });
  const { hasFile } = plan.repository;
  const context = { baseContents: () => null, hasFile };
  const scans = knowledgeOfScans(plan.reports, context, new Map());
  return scanContext(plan, project, { ...project.context, scans: scansByPath(scans, plan) });
}

export interface AssessOptions {
  readonly offline: boolean;
  /** Whether a scanner on PATH looks at the images that could be taken. */
  readonly scan: boolean;
}

/** The same, and asks registries what other images would do about what scanners found. */
export async function assessScans(
  words: readonly string[],
  sources: readonly SourceFile[],
  project: Project,
  options: AssessOptions,
): Promise<ScanContext> {
  const plan = await planReports(words, sources, { config: project.config, today: today() });
  const { reports, repository, toRoot, fromRoot } = plan;
  const { limits, ...rest } = await imagePlanInput(sources, project.config, options);
  const limitsFor = (path: string) => limits.limitsFor(fromRoot(path));
  const images = { ...rest, limits: { ...limits, limitsFor } };
  const scanner = options.scan ? await scannerOnPath() : null;
  const rooted = sources.map(({ path, text }) => ({ path: toRoot(path), text }));
  const planned = await planScans(rooted, { reports, repository, images, scanner });
  const context = project.contextKnowing(imagesByPath(planned.images.knowledge, plan));
  return scanContext(plan, project, { ...context, scans: scansByPath(planned.scans, plan) });
}

export async function scannerOnPath() {
  return createImageScanner({ readers: await discoverReaders(), environment: process.env });
}

function scanContext(plan: ReportPlan, project: Project, context: CheckContext): ScanContext {
  return {
    context,
    summarize: (files) => summarizeByPath(files, plan, project),
    notices: plan.notices,
    errors: plan.errors,
    questions: plan.questions,
  };
}

/** The commands know files by paths from the current folder, reports by paths from the root. */
function scansByPath(
  { vulnerabilities, secrets, installed, notices, assessment, problems }: ScanKnowledge,
  { toRoot }: ReportPlan,
): ScanKnowledge {
  return {
    vulnerabilities: (path, dockerfile) => vulnerabilities(toRoot(path), dockerfile),
    secrets: (path, dockerfile) => secrets(toRoot(path), dockerfile),
    installed: (path, ...question) => installed(toRoot(path), ...question),
    notices: (path, dockerfile) => notices(toRoot(path), dockerfile),
    assessment: (path, reference) => assessment(toRoot(path), reference),
    problems: (path) => problems(toRoot(path)),
  };
}

function imagesByPath(images: ImageKnowledge, { toRoot }: ReportPlan): ImageKnowledge {
  return { ...images, outlook: (path, reference) => images.outlook(toRoot(path), reference) };
}

function summarizeByPath(
  files: readonly SummarizedFile[],
  { reports, toRoot, fromRoot }: ReportPlan,
  project: Project,
): ReportsSummary {
  const known = files.map((file) => ({ ...file, path: toRoot(file.path) }));
  const summary = summarizeReports(reports, known, project);
  const shown = <Placed extends { readonly path: string }>(one: Placed): Placed => ({
    ...one,
    path: fromRoot(one.path),
  });
  return {
    ...summary,
    scans: summary.scans.map((scan) => ({ ...scan, dockerfiles: scan.dockerfiles.map(shown) })),
    notFound: summary.notFound.map(shown),
    withoutRule: summary.withoutRule.map(shown),
  };
}
