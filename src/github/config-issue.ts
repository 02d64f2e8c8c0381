import { code, prose } from '../remediation/body/markdown.ts';
import { asking, hasStatus } from './failure.ts';
import { findOwnIssues, isSameText, NO_ISSUES } from './own-issue.ts';
import type { IssuePlace, OwnIssue } from './own-issue.ts';

const MARK = '<!-- seaworthy:config-problem:v1 -->';

/** On a line of its own: a name that the dashboard quotes may look the same. */
const MARKED = /^<!-- seaworthy:config-problem:v1 -->\r?$/m;

/** Told apart from an issue that a person closed, which stays closed for the same mistake. */
const CURED = '<!-- seaworthy:config-cured:v1 -->';

const TITLE = 'Seaworthy cannot read its configuration';

/** What is wrong with the configuration, as its `ConfigError` says. */
export interface ConfigMistake {
  readonly file: string;
  /** 1-based, like `column`. */
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  readonly cure: string | null;
}

export type ConfigIssueOutcome =
  | { readonly kind: 'opened' | 'updated' | 'unchanged'; readonly number: number }
  /** The repository has no issues, or none for us. */
  | { readonly kind: 'refused' };

/** Makes one issue say what is wrong with the configuration, whether or not there has been one before. */
export function ensureConfigIssue(
  place: IssuePlace,
  problem: ConfigMistake,
): Promise<ConfigIssueOutcome> {
  return asking(`telling ${titleOf(place)} about its configuration`, async () => {
    const found = await find(place, 'all');
    const body = printProblem(problem);
    if (found === null) return open(place, body);
    const { number } = found;
    if (isSameText(found.body, body)) return { kind: 'unchanged', number };
    await update(place, number, { body, state: 'open' });
    return { kind: 'updated', number };
  });
}

/** Closes the issue where it is open; true where it was. */
export function closeConfigIssue(place: IssuePlace): Promise<boolean> {
  return asking(`closing an issue of ${titleOf(place)}`, async () => {
    const found = await find(place, 'open');
    if (found === null) return false;
    const body = `The configuration can be read again. Thank you.\n\n${MARK}\n${CURED}`;
    await update(place, found.number, { body, state: 'closed' });
    return true;
  });
}

async function find(place: IssuePlace, state: 'open' | 'all'): Promise<OwnIssue | null> {
  const [first] = await findOwnIssues(place, (body) => MARKED.test(body), state);
  return first ?? null;
}

async function open(
  { client: { request }, name }: IssuePlace,
  body: string,
): Promise<ConfigIssueOutcome> {
  try {
    const { data } = await request('POST /repos/{owner}/{repo}/issues', {
      ...name,
      title: TITLE,
      body,
    });
    return { kind: 'opened', number: data.number };
  } catch (error) {
    if (hasStatus(error, ...NO_ISSUES)) return { kind: 'refused' };
    throw error;
  }
}

async function update(
  { client: { request }, name }: IssuePlace,
  issue_number: number,
  fields: { readonly body: string; readonly state: 'open' | 'closed' },
): Promise<void> {
  await request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...name,
    issue_number,
    ...fields,
  });
}

/** The text of the issue, in Markdown. */
export function printProblem({ file, line, column, problem, cure }: ConfigMistake): string {
  const what = cure === null ? `${problem}.` : `${problem}; ${cure}.`;
  return [
    `${code(file)}, line ${line}, column ${column}: ${prose(what)}`,
    'Until this is put right, Seaworthy changes nothing in this repository. It looks again when the file changes, and then closes this issue.',
    MARK,
  ].join('\n\n');
}

function titleOf({ name: { owner, repo } }: IssuePlace): string {
  return `${owner}/${repo}`;
}
