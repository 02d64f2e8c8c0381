import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Folders of units, which are discovered by their default exports. */
const UNITS = ['src/rules/*.ts', 'src/reports/*.ts', 'src/registry/quirks/*.ts'];

/** Folders that know no network, clock, file system or environment. */
const PURE = [
  'dockerfile',
  'image',
  'yaml',
  'builds',
  'findings',
  'rules',
  'scans',
  'reports',
  'upgrades',
  'config',
  'remediation',
];

const defaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Only discovered units have a default export.',
};
const enumeration = { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' };
const clock = {
  selector:
    'NewExpression[callee.name="Date"][arguments.length=0], MemberExpression[object.name="Date"][property.name="now"], MemberExpression[object.name="Math"][property.name="random"]',
  message: 'Pure code: pass the value in.',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'examples/', 'bench/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-nested-ternary': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', enumeration, defaultExport] },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: PURE.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-syntax': ['error', enumeration, defaultExport, clock],
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'fetch',
          'performance',
          'console',
          'setTimeout',
          'setInterval',
          'setImmediate',
        ],
      ],
    },
  },
  { files: UNITS, rules: { 'no-restricted-syntax': ['error', enumeration, clock] } },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
);
