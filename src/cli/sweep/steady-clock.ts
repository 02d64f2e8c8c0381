/** Milliseconds since 1970 as the machine had it when this program began: corrections of its clock change no wait. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
