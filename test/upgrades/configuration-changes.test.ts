import { describe, expect, it } from 'vitest';
import type { ImageConfiguration } from '../../src/image/registry.ts';
import { configurationChanges } from '../../src/upgrades/configuration-changes.ts';
import { configurationOf } from './memory-registry.ts';

type Part = Partial<ImageConfiguration>;

function changes(from: Part, to: Part) {
  return configurationChanges(
    configurationOf({ configuration: from }),
    configurationOf({ configuration: to }),
  );
}

describe('of the configuration it matters that', () => {
  it.each<readonly [string, Part, Part, string, string | null, string | null]>([
    ['the user changes', { user: '' }, { user: '1000:1000' }, 'user', 'root', '1000:1000'],
    ['the user is root again', { user: 'node' }, { user: '0' }, 'user', 'node', 'root'],
    ['the directory changes', { workdir: '' }, { workdir: '/app' }, 'workdir', '/', '/app'],
    [
      'the entrypoint is new',
      {},
      { entrypoint: ['/e', 'a b'] },
      'entrypoint',
      null,
      '["/e","a b"]',
    ],
    ['the command is gone', { cmd: ['sh'] }, { cmd: [] }, 'cmd', '["sh"]', null],
    ['the shell changes', {}, { shell: ['bash', '-c'] }, 'shell', null, '["bash","-c"]'],
    ['the signal changes', {}, { stopSignal: 'SIGQUIT' }, 'stopsignal', null, 'SIGQUIT'],
    [
      'a port is new',
      { exposed: ['80/tcp'] },
      { exposed: ['443/tcp', '80/tcp'] },
      'expose',
      '80/tcp',
      '443/tcp, 80/tcp',
    ],
    ['a volume is new', {}, { volumes: ['/data'] }, 'volume', null, '/data'],
    ['a check is new', {}, { healthcheck: ['CMD', 'x'] }, 'healthcheck', null, '["CMD","x"]'],
    [
      'a trigger is gone',
      { onbuild: ['COPY . .', 'RUN x'] },
      {},
      'onbuild',
      'COPY . .; RUN x',
      null,
    ],
    ['a variable is gone', { env: ['A=1=2'] }, {}, 'env A', '1=2', null],
    ['a variable changes', { env: ['PATH=/a'] }, { env: ['PATH=/b'] }, 'env PATH', '/a', '/b'],
    [
      'even one of the version is gone',
      { env: ['PYTHON_PIP_VERSION=24'] },
      {},
      'env PYTHON_PIP_VERSION',
      '24',
      null,
    ],
    [
      'a variable named like a prototype is gone',
      { env: ['__proto__=1'] },
      {},
      'env __proto__',
      '1',
      null,
    ],
  ])('%s', (_name, from, to, field, old, now) => {
    expect(changes(from, to)).toEqual([{ field, from: old, to: now }]);
  });
});

describe('of the configuration it does not matter that', () => {
  it.each<readonly [string, Part, Part]>([
    ['nothing changes', {}, {}],
    ['root is spelt differently', { user: '' }, { user: 'root:root' }],
    ['the directory is the root, said or not', { workdir: '' }, { workdir: '/' }],
    ['a variable is new', {}, { env: ['A=1'] }],
    ['the version changes', { env: ['NODE_VERSION=20'] }, { env: ['NODE_VERSION=22'] }],
    [
      'its download changes',
      { env: ['RUBY_DOWNLOAD_SHA256=a'] },
      { env: ['RUBY_DOWNLOAD_SHA256=b'] },
    ],
    ['its keys change', { env: ['GPG_KEYS=a'] }, { env: ['GPG_KEYS=b'] }],
    [
      'the order of ports changes',
      { exposed: ['1/tcp', '2/tcp'] },
      { exposed: ['2/tcp', '1/tcp'] },
    ],
    ['labels change', { labels: { a: '1' } }, { labels: {} }],
  ])('%s', (_name, from, to) => {
    expect(changes(from, to)).toEqual([]);
  });
});

it('an endless value is cut', () => {
  const [change] = changes({ env: [`A=${'x'.repeat(10_000)}`] }, {});
  expect(change?.from).toHaveLength(501);
});
