import { C } from './c.ts';
import { DOTNET } from './dotnet.ts';
import { GO } from './go.ts';
import { JAVA } from './java.ts';
import { NODE } from './node.ts';
import { PYTHON } from './python.ts';
import type { Recipe } from './recipe.ts';
import { RUST } from './rust.ts';

/** In the order in which they are asked; the first that recognises a file answers. */
export const RECIPES: readonly Recipe[] = [GO, RUST, JAVA, DOTNET, NODE, PYTHON, C];
