import { describe, expect, it } from 'vitest';
import { remoteAddresses } from '../../src/local/remote-addresses.ts';
import { gitIn, makeFolder } from './folders.ts';

describe('the address of a remote', () => {
  it.each([
    ['over https', 'https://github.com/acme/api.git', ['github.com/acme/api']],
    ['with a credential', 'https://x:secret@GitHub.com/acme/api', ['github.com/acme/api']],
    ['over ssh', 'ssh://git@gitlab.com:22/acme/deep/api.git', ['gitlab.com/acme/deep/api']],
    ['in short', 'git@github.com:acme/api.git', ['github.com/acme/api']],
    ['in a folder', '/srv/git/api.git', []],
  ])('%s', async (_, url, addresses) => {
    const folder = makeFolder();
    gitIn(folder, 'init', '--quiet');
    gitIn(folder, 'remote', 'add', 'origin', url);
    expect(await remoteAddresses(folder)).toEqual(addresses);
  });

  it('is unknown outside of a checkout', async () => {
    expect(await remoteAddresses(makeFolder())).toEqual([]);
  });
});
