import { expect, it } from 'vitest';
import { isSamePlatform, printPlatform } from '../../src/image/platform.ts';
import type { Platform } from '../../src/image/registry.ts';

function platform(text: string): Platform {
  const [name = '', osVersion = null] = text.split(':');
  const [os = '', architecture = '', variant = null] = name.split('/');
  return { os, architecture, variant, osVersion };
}

it.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm/v7', 'linux/arm/v7'],
  ['windows/amd64:10.0.20348.2700', 'windows/amd64'],
])('%s is written %s', (text, written) => {
  expect(printPlatform(platform(text))).toBe(written);
});

it.each([
  ['linux/arm64', 'linux/arm64/v8', true],
  ['linux/arm', 'linux/arm/v7', true],
  ['linux/arm/v6', 'linux/arm/v7', false],
  ['linux/amd64', 'windows/amd64', false],
  ['linux/amd64', 'linux/arm64', false],
  ['windows/amd64:10.0.20348.2700', 'windows/amd64:10.0.20348.2655', true],
  ['windows/amd64:10.0.20348.2700', 'windows/amd64:10.0.17763.6414', false],
  ['windows/amd64:10.0.20348.2700', 'windows/amd64', true],
])('%s and %s are the same: %s', (a, b, same) => {
  expect(isSamePlatform(platform(a), platform(b))).toBe(same);
  expect(isSamePlatform(platform(b), platform(a))).toBe(same);
});
