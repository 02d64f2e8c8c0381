import { renamed, withTag } from '../retired-image.ts';
import type { RetiredImage, RetiredUse } from '../retired-image.ts';
import { compareNumbers, numbersOf } from '../tag-numbers.ts';

const DOCKER_HUB =
  'https://techcommunity.microsoft.com/t5/azure-developer-community-blog/deprecating-the-distribution-of-microsoft-container-images-via/ba-p/2366861';
const DOTNET_HUB = 'https://github.com/dotnet/dotnet-docker/issues/2848';
const DOTNET_NAMES = 'https://github.com/dotnet/announcements/issues/197';

const MOVED = 'Microsoft no longer publishes on Docker Hub';
const DOTNET = 'mcr.microsoft.com/dotnet';

/** The first version of .NET Core whose images are on mcr.microsoft.com. */
const FIRST_MOVED: readonly number[] = [2, 1];

/** The kinds of `microsoft/dotnet`, and the repositories that they became. */
const KINDS: Readonly<Record<string, string>> = {
  sdk: 'sdk',
  'aspnetcore-runtime': 'aspnet',
  'runtime-deps': 'runtime-deps',
  runtime: 'runtime',
};

const KIND = /^([\d.]+)-(sdk|aspnetcore-runtime|runtime-deps|runtime)(-.+)?$/;

/** `2.1-aspnetcore-runtime-alpine` to `aspnet:2.1-alpine`. */
function dotnet({ tag }: RetiredUse): string | null {
  const match = KIND.exec(tag?.text ?? '');
  if (match === null) return null;
  const [, version = '', kind = '', rest = ''] = match;
  if (compareNumbers(numbersOf(version), FIRST_MOVED) < 0) return null;
  return withTag(`${DOTNET}/${KINDS[kind] ?? ''}`, version + rest);
}

/** Images of Microsoft on Docker Hub, and those of .NET under the name of .NET Core. */
export const RETIRED_MICROSOFT_IMAGES: readonly RetiredImage[] = [
  { name: 'microsoft/dotnet', why: MOVED, source: DOTNET_NAMES, successor: dotnet },
  {
    name: 'microsoft/aspnetcore',
    why: `${MOVED}, and ASP.NET Core before 2.1 never came to its own registry: 2.1 is the nearest, and it has ended too`,
    source: DOTNET_HUB,
    successor: () => `${DOTNET}/aspnet:2.1`,
  },
  {
    name: 'microsoft/aspnetcore-build',
    why: `${MOVED}, and the SDK before 2.1 never came to its own registry: 2.1 is the nearest, and it has ended too`,
    source: DOTNET_HUB,
    successor: () => `${DOTNET}/sdk:2.1`,
  },
  ...['sdk', 'aspnet', 'runtime', 'runtime-deps'].map((repository) => ({
    name: `${DOTNET}/core/${repository}`,
    why: 'from .NET 5 on the images are named without core; those named with it end with 3.1',
    source: DOTNET_NAMES,
    successor: renamed(`${DOTNET}/${repository}`),
  })),
  {
    name: 'microsoft/windowsservercore',
    why: MOVED,
    source: DOCKER_HUB,
    successor: renamed('mcr.microsoft.com/windows/servercore'),
  },
  {
    name: 'microsoft/nanoserver',
    why: MOVED,
    source: DOCKER_HUB,
    successor: renamed('mcr.microsoft.com/windows/nanoserver'),
  },
  {
    name: 'microsoft/iis',
    why: MOVED,
    source: DOCKER_HUB,
    successor: renamed('mcr.microsoft.com/windows/servercore/iis'),
  },
];
