import { DOTNET } from './dotnet.ts';
import { GO } from './go.ts';
import { JAVA } from './java.ts';
import { NODE } from './node.ts';
import { PYTHON } from './python.ts';
import type { Recipe } from './recipe.ts';

/** In the order in which they are asked; the first that recognises a file answers. */
export const RECIPES: readonly Recipe[] = [GO, JAVA, DOTNET, NODE, PYTHON];
