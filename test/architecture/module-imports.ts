import ts from 'typescript';

/** One place where a module names another one; type imports count as any other. */
export interface ModuleImport {
  readonly specifier: string;
  readonly kind: 'import' | 'export' | 'dynamic' | 'require';
}

/** Every import, re-export, `import()`, `import('…').Type` and `require` in a module's text, in order. */
export function moduleImports(text: string): readonly ModuleImport[] {
  const source = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest);
  const imports: ModuleImport[] = [];
  const visit = (node: ts.Node): void => {
    const found = importIn(node);
    if (found !== null) imports.push(found);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function importIn(node: ts.Node): ModuleImport | null {
  if (ts.isImportDeclaration(node)) return named('import', node.moduleSpecifier);
  if (ts.isExportDeclaration(node)) return named('export', node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? named('import', node.argument.literal) : null;
  }
  if (!ts.isCallExpression(node)) return null;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return named('dynamic', node.arguments[0]) ?? { kind: 'dynamic', specifier: '' };
  }
  return isRequire(node.expression) ? named('require', node.arguments[0]) : null;
}

/** `require` itself, or `createRequire(…)` called at once. */
function isRequire(callee: ts.Expression): boolean {
  if (ts.isCallExpression(callee)) {
    return ts.isIdentifier(callee.expression) && callee.expression.text === 'createRequire';
  }
  return ts.isIdentifier(callee) && callee.text === 'require';
}

function named(kind: ModuleImport['kind'], node: ts.Node | undefined): ModuleImport | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? { kind, specifier: node.text } : null;
}
