/**
 * Milliseconds of processor time that this process has taken. Unlike a clock it does not go on while
 * other processes have the processor, so that a bound on it holds on a machine under load.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
