import { fetch } from 'undici';
import { describe, expect, test } from 'vitest';
import { createDispatcher } from '../../src/http/dispatcher.ts';
import { guardedLookup } from '../../src/http/guarded-lookup.ts';
import { RefusedAddressError, hostRefusal, refusalOf } from '../../src/http/refused-address.ts';
import { startStub } from '../registry/stub-server.ts';

const OPTIONS = { ca: null, connectTimeout: 10_000, concurrency: 8, proxies: null };

describe('addresses', () => {
  const refused: readonly (readonly [address: string, kind: string])[] = [
    ['127.0.0.1', 'a loopback address'],
    ['127.255.0.1', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['[::1]', 'a loopback address'],
    ['10.1.2.3', 'a private address'],
    ['172.31.255.255', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['fd00:ec2::254', 'a private address'],
    ['169.254.169.254', 'a link-local address'],
    ['fe80::1', 'a link-local address'],
    ['100.64.0.1', "an address of a provider's own network"],
    ['224.0.0.1', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['0.0.0.0', 'no address of a host'],
    ['::', 'no address of a host'],
    ['255.255.255.255', 'a broadcast address'],
    ['198.18.0.1', 'a reserved address'],
    ['192.0.2.1', 'a reserved address'],
    ['240.0.0.1', 'a reserved address'],
    ['2001:db8::1', 'a reserved address'],
    ['fec0::1', 'a reserved address'],
    ['::ffff:127.0.0.1', 'a loopback address'],
    ['::ffff:a9fe:a9fe', 'a link-local address'],
    ['::127.0.0.1', 'a loopback address'],
    ['::a9fe:a9fe', 'a link-local address'],
    ['64:ff9b::10.0.0.1', 'a private address'],
    ['2002:7f00:1::', 'a loopback address'],
    ['2001::1', 'a reserved address'],
  ];
  test.each(refused)('such as %s are refused: it is %s', (address, kind) => {
    expect(refusalOf(address)).toBe(kind);
  });

  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '64:ff9b::8.8.8.8', '::ffff:8.8.8.8'])(
    'such as %s are public',
    (address) => {
      expect(refusalOf(address)).toBeNull();
    },
  );

  test.each([
    ['localhost', 'a loopback address'],
    ['app.LOCALHOST', 'a loopback address'],
    ['localhost.', 'a loopback address'],
    ['localhost.example', null],
    ['registry.example', null],
  ])('of the name %s: %s', (name, kind) => {
    expect(hostRefusal(name)).toBe(kind);
  });
});

describe('a name that resolves to a private address', () => {
  test.each([true, false])('is refused by the lookup (all addresses: %s)', async (all) => {
    const error = await new Promise((resolve) => {
      guardedLookup('localhost', { all }, resolve);
    });
    expect(error).toBeInstanceOf(RefusedAddressError);
  });

  test('is not connected to', async () => {
    const stub = await startStub(() => ({ body: 'secret' }));
    const dispatcher = createDispatcher(OPTIONS, () => false);
    const address = stub.origin.replace('127.0.0.1', 'localhost');
    const error = await fetch(address, { dispatcher }).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ cause: expect.any(RefusedAddressError) as unknown });
    expect(stub.requests).toEqual([]);
  });

  test('is connected to when the operator named it', async () => {
    const stub = await startStub(() => ({ body: 'public' }));
    const address = stub.origin.replace('127.0.0.1', 'localhost');
    const { host } = new URL(address);
    const dispatcher = createDispatcher(OPTIONS, (name) => name === host);
    expect(await (await fetch(address, { dispatcher })).text()).toBe('public');
  });
});
