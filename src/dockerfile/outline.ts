import { createRequire } from 'node:module';

interface AstInstruction {
  readonly getKeyword: () => string;
  /** Only ONBUILD has it. */
  readonly getTriggerInstruction?: () => AstInstruction | null;
}

interface AstModule {
  readonly DockerfileParser: {
    readonly parse: (text: string) => { readonly getInstructions: () => readonly AstInstruction[] };
  };
}

let ast: AstModule | null = null;

/**
 * The keywords of all instructions, those inside ONBUILD too, upper-case and in order, as
 * dockerfile-ast reads the file: the independent witness beside our own parser. Loaded at first use,
 * to keep the start short.
 */
export function outline(text: string): string[] {
  // The package is CommonJS; the cast states the part of its published types that is used here.
  ast ??= createRequire(import.meta.url)('dockerfile-ast') as AstModule;
  return ast.DockerfileParser.parse(text).getInstructions().flatMap(keywordsOf);
}

function keywordsOf(instruction: AstInstruction): string[] {
  const trigger = instruction.getTriggerInstruction?.() ?? null;
  const keyword = instruction.getKeyword().toUpperCase();
  return trigger === null ? [keyword] : [keyword, ...keywordsOf(trigger)];
}
