import { C } from './c/c.ts';
import { DOTNET } from './dotnet/dotnet.ts';
import { GO } from './go/go.ts';
import { JAVA } from './java/java.ts';
import { NODE } from './node/node.ts';
import { PYTHON } from './python/python.ts';
import type { Recipe } from './recipe.ts';
import { RUST } from './rust/rust.ts';

/** In the order in which they are asked; the first that recognises a file answers. */
export const RECIPES: readonly Recipe[] = [GO, RUST, JAVA, DOTNET, NODE, PYTHON, C];
