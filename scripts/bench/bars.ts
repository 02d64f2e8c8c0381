/** Prints whether a bar was met, and what was measured; gives it back. */
export function printBar(bar: string, isMet: boolean, measured: string): boolean {
  console.log(`${isMet ? 'PASS' : 'FAIL'} ${bar}: ${measured}`);
  return isMet;
}
