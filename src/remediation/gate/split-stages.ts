import type { Stage } from '../../dockerfile/model.ts';

/** The old last stage, and what became of it. */
export interface Stages {
  readonly old: Stage;
  readonly builder: Stage;
  readonly last: Stage;
}
