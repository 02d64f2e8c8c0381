import { expect, it } from 'vitest';
import { familyOf } from '../../src/findings/package-family.ts';

it.each([
  ['php8.2-cli', 'php#-cli'],
  ['openjdk-17-jre-headless', 'openjdk-#-jre-headless'],
  ['libssl3t64', 'libssl#'],
  ['libasound2t64', 'libasound2'],
  ['python3', 'python3'],
  ['python3.11-dev', 'python3.#-dev'],
  ['gcc-aarch64-linux-gnu', 'gcc-aarch64-linux-gnu'],
])('%s belongs to %s', (name, family) => {
  expect(familyOf(name)).toBe(family);
});
