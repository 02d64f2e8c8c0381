const MARK = '<!-- seaworthy:dashboard:v1 -->';

/** True for the text of a dashboard. */
export function hasDashboardMark(body: string): boolean {
  return body.includes(MARK);
}
