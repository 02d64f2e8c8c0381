/** `gone`: no connection; `full`: no memory for more; `refused`: anything else that the store does not do. */
export type QueueFault = 'gone' | 'full' | 'refused';

const MESSAGES: Readonly<Record<QueueFault, string>> = {
  gone: 'Redis cannot be reached',
  full: 'Redis is full: give it more memory (`maxmemory`)',
  refused: 'Redis refuses a command',
};

/** What keeps the jobs did not take one; later it may. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
  readonly fault: QueueFault;

  constructor(fault: QueueFault, details: { readonly cause: unknown }) {
    super(MESSAGES[fault], details);
    this.fault = fault;
  }
}
