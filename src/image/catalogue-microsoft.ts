import { MORE_TOOLS } from './catalogue-entry.ts';
import type { Catalogue, CatalogueEntry, Variant } from './catalogue-entry.ts';

/** Nano Server runs as an ordinary user, Server Core as an administrator. */
const WINDOWS_TAGS: readonly Variant[] = [
  { on: ['windows'], facts: { user: null, workdir: null, shell: null, entrypoint: null } },
  { on: ['windows'], words: ['nanoserver'], facts: { user: 'ContainerUser' } },
];

/** From .NET 8 on, every Linux image has the user `app` with this number; chiseled ones run as it. */
const APP_UID = '1654';

const DOTNET_TAGS: readonly Variant[] = [
  { since: '10', byDefault: 'ubuntu' },
  { words: ['chiseled'], is: 'distroless', facts: { user: 'unknown' } },
  { words: ['distroless'], is: 'distroless', facts: { user: 'unknown' } },
  {
    since: '8',
    facts: {
      env: { APP_UID, ASPNETCORE_HTTP_PORTS: '8080' },
      users: { app: '1654:1654' },
      programUser: 'app',
    },
  },
  { since: '8', on: ['distroless'], facts: { user: APP_UID } },
  ...WINDOWS_TAGS,
];

const DOTNET: CatalogueEntry = { on: 'debian', variants: DOTNET_TAGS };

const DOTNET_SDK: CatalogueEntry = {
  on: 'debian',
  variants: [...DOTNET_TAGS, { on: ['debian', 'ubuntu'], facts: { gnuWget: true } }],
};

const TDNF: CatalogueEntry = { on: 'tdnf', alike: true };

const SERVER_CORE: CatalogueEntry = { on: 'windows', alike: true, variants: WINDOWS_TAGS };

const PLAYWRIGHT: CatalogueEntry = { on: 'ubuntu', facts: { gnuWget: true } };

/** What stands on mcr.microsoft.com. Unnamed tags are those of Linux. */
export const MICROSOFT_IMAGES: Catalogue = {
  'mcr.microsoft.com/dotnet/sdk': DOTNET_SDK,
  'mcr.microsoft.com/dotnet/aspnet': DOTNET,
  'mcr.microsoft.com/dotnet/runtime': DOTNET,
  'mcr.microsoft.com/dotnet/runtime-deps': DOTNET,
  'mcr.microsoft.com/dotnet/nightly/sdk': DOTNET_SDK,
  'mcr.microsoft.com/dotnet/nightly/aspnet': DOTNET,
  'mcr.microsoft.com/dotnet/nightly/runtime': DOTNET,
  'mcr.microsoft.com/dotnet/nightly/runtime-deps': DOTNET,
  'mcr.microsoft.com/dotnet/core/sdk': { on: 'debian', facts: MORE_TOOLS, variants: WINDOWS_TAGS },
  'mcr.microsoft.com/dotnet/core/aspnet': DOTNET,
  'mcr.microsoft.com/dotnet/core/runtime': DOTNET,
  'mcr.microsoft.com/dotnet/core/runtime-deps': DOTNET,
  'mcr.microsoft.com/dotnet/framework/*': { on: 'windows', alike: true },
  'mcr.microsoft.com/windows': SERVER_CORE,
  'mcr.microsoft.com/windows/server': SERVER_CORE,
  'mcr.microsoft.com/windows/servercore': SERVER_CORE,
  'mcr.microsoft.com/windows/servercore/*': { on: 'windows', alike: true },
  'mcr.microsoft.com/windows/nanoserver': {
    ...SERVER_CORE,
    variants: [...WINDOWS_TAGS, { on: ['windows'], facts: { user: 'ContainerUser' } }],
  },
  'mcr.microsoft.com/windows/servercore-insider': SERVER_CORE,
  'microsoft/windowsservercore': SERVER_CORE,
  'microsoft/iis': { on: 'windows', alike: true },
  'microsoft/nanoserver': { on: 'windows', alike: true },
  'mcr.microsoft.com/windows/nanoserver-insider': { on: 'windows', alike: true },
  'mcr.microsoft.com/azurelinux/base/core': TDNF,
  'mcr.microsoft.com/cbl-mariner/base/core': TDNF,
  'mcr.microsoft.com/playwright': PLAYWRIGHT,
  'mcr.microsoft.com/playwright/python': PLAYWRIGHT,
  'mcr.microsoft.com/playwright/java': PLAYWRIGHT,
  'mcr.microsoft.com/playwright/dotnet': PLAYWRIGHT,
  'mcr.microsoft.com/mssql/server': {
    on: 'ubuntu',
    facts: {
      ...MORE_TOOLS,
      user: 'mssql',
      workdir: 'unknown',
      entrypoint: 'unknown',
      cmd: 'unknown',
    },
    variants: [{ before: '2019', facts: { user: 'unknown' } }],
  },
};
