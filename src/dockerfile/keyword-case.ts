/** The keyword in the letters of `written`: lower case beside `copy`, upper case beside all others. */
export function keywordLike(written: string, keyword: string): string {
  return written === written.toLowerCase() ? keyword.toLowerCase() : keyword.toUpperCase();
}
