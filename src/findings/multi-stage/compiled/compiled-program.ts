import type { Instruction } from '../../../dockerfile/model.ts';
import type { Precondition } from '../../rule.ts';
import type { Assets, SourceTree } from './assets.ts';
import type { CompiledBuild } from './find-build.ts';

/** A compiled program, as its recipe found it. */
export interface CompiledProgram extends CompiledBuild {
  readonly tools: string;
  readonly tree: SourceTree;
  /** Packages that the builder's image has and programs need. */
  readonly packages: readonly string[];
  readonly buildOnly: ReadonlySet<string>;
  /** In a source: the program starts other programs. */
  readonly startsPrograms: RegExp;
  /** What says that the program needs no library, not even libc; null where nothing does. */
  readonly linkage: Precondition | null;
  /** Besides how sure the place of the program is. */
  readonly preconditions: readonly Precondition[];
}

/** What the runtime stage is made of. */
export interface ShippedParts {
  readonly cut: Instruction;
  readonly repeated: readonly Instruction[];
  readonly assets: Assets;
  readonly copies: readonly string[];
  readonly packages: readonly string[];
}
