import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseBuilder } from '../../../src/local/builders/choose-builder.ts';
import { makeFolder } from '../folders.ts';

/** As docker answers, tried with 26.1 and buildx 0.13: `buildx inspect` is content without a daemon. */
const NO_DAEMON = `case "$1 $2" in
'buildx inspect') echo 'Error: Cannot connect to the Docker daemon'; exit 0;;
'buildx version') echo 'github.com/docker/buildx 0.13.1'; exit 0;;
esac
exit 1`;
const NO_PLUGIN = `case "$1" in version) echo 26.1.5; exit 0;; esac
exit 1`;
const ALL_WELL = 'exit 0';

/** A folder with scripts as the only programs on PATH. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const scripts = Object.entries(programs).map(
    ([name, text]) => [name, `#!/bin/sh\n${text}\n`] as const,
  );
  const folder = makeFolder(Object.fromEntries(scripts));
  for (const name of Object.keys(programs)) chmodSync(join(folder, name), 0o755);
  return folder;
}

it.each([
  ['docker without a daemon leaves the work to buildah', { docker: NO_DAEMON }, 'buildah'],
  ['docker without the plugin builds by itself', { docker: NO_PLUGIN }, 'docker'],
  ['docker with both builds with buildx', { docker: ALL_WELL }, 'docker buildx'],
])('%s', async (_, programs, name) => {
  const folder = pathWith({ ...programs, buildah: ALL_WELL });
  const chosen = await chooseBuilder({ environment: { PATH: folder } });
  expect(chosen).toMatchObject({ ok: true, builder: { name } });
});

it('a builder that was asked for and does not answer is not replaced by another', async () => {
  const folder = pathWith({ docker: NO_DAEMON, buildah: ALL_WELL });
  const environment = { PATH: folder, SEAWORTHY_BUILDER: 'docker-buildx' };
  const message = 'no program to build images answers (docker-buildx)';
  expect(await chooseBuilder({ environment })).toEqual({ ok: false, message });
});
