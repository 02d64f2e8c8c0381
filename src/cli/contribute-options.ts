export interface ContributeOptions {
  readonly format: 'text' | 'json';
  readonly offline: boolean;
  readonly dryRun: boolean;
  /** Nobody is asked. */
  readonly yes: boolean;
  /** Follows up what is open. */
  readonly continue: boolean;
  /** Deletes forks that are left over. */
  readonly cleanUp: boolean;
  /** Ids of rules whose fixes are taken out of what is open. */
  readonly drop: readonly string[];
  readonly signOff: boolean;
  /** Number of an issue, as written. */
  readonly issue?: string;
  /** Ids of what the person sets aside. */
  readonly despite: readonly string[];
  /** Folder for a patch and a report; nothing is published then. */
  readonly publishPatch?: string;
}
