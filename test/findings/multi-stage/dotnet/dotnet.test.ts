import rule from '../../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../../rules/rule-table.ts';

const SDK = 'mcr.microsoft.com/dotnet/sdk';
const WEB = { 'App.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>' };
const CONSOLE = { 'App.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>' };
const START = 'ENTRYPOINT ["dotnet", "out/App.dll"]';

function one(tag: string, ...more: readonly string[]): string {
  const lines = [`FROM ${SDK}:${tag}`, 'WORKDIR /app', 'COPY . .'];
  return [...lines, 'RUN dotnet publish -c Release -o out', ...more, ''].join('\n');
}

function two(tag: string, runtime: string, ...more: readonly string[]): string {
  const lines = [`FROM ${SDK}:${tag} AS build`, 'WORKDIR /app', 'COPY . .'];
  const build = 'RUN dotnet publish -c Release -o out';
  const last = `FROM mcr.microsoft.com/dotnet/${runtime}`;
  const copy = 'COPY --from=build /app/out /app/out';
  return [...lines, build, '', last, 'WORKDIR /app', copy, ...more, ''].join('\n');
}

testRule(rule, {
  passes: {
    'the runtime image runs what was published elsewhere':
      'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY out /app\nENTRYPOINT ["dotnet", "/app/App.dll"]\n',
    'there are two stages': two('10.0', 'aspnet:10.0', START),
    'the program is built at each start': one('10.0', 'CMD ["dotnet", "run"]'),
    'the program is watched': one('10.0', 'CMD ["dotnet", "watch", "run"]'),
    'nothing is published': `FROM ${SDK}:10.0\nCOPY . .\nRUN dotnet test\nCMD ["dotnet", "test"]\n`,
    'the base is one of Windows': one('10.0-nanoserver-ltsc2022', START),
  },
  leaves: {
    'settings of the sources that the program reads where it starts': {
      text: one('10.0', START),
      files: { ...WEB, 'appsettings.json': '{}' },
      lines: [1],
      reason:
        /^the program starts in `\/app`, where it reads `appsettings\.json` of the sources: start it in `\/app\/out`/,
    },
    'certificates beside the sources': [
      `FROM ${SDK}:10.0\nWORKDIR /app\nCOPY certs /https\nCOPY . .\nRUN dotnet publish -c Release -o out\n${START}\n`,
      [1],
      /^line 3 copies files to `\/https`, which the program may need; /,
    ],
    'a tag without a version': [
      one('latest', START),
      [1],
      /^choose the tag of mcr\.microsoft\.com\/dotnet\/aspnet with the same version/,
    ],
    'a program that is not in the published folder': [
      one('10.0', 'ENTRYPOINT ["dotnet", "bin/Release/net8.0/App.dll"]'),
      [1],
      /^\/app\/bin\/Release\/net8\.0\/App\.dll is not in the folder that `dotnet publish` writes; /,
    ],
    'Alpine, where the images differ in ICU': [
      one('10.0-alpine', START),
      [1],
      /^mcr\.microsoft\.com\/dotnet\/aspnet:10\.0-alpine has no ICU/,
    ],
    'a package that may be for either stage': [
      one('10.0', 'RUN apt-get update && apt-get install -y libgdiplus', START),
      [1],
      /^line 5 runs `apt-get install -y [\w-]+`, and which stage needs that is not to be seen; /,
    ],
    'a health check with a tool that the runtime image lacks': [
      one('10.0', 'HEALTHCHECK CMD curl -f localhost:8080', START),
      [1],
      /^HEALTHCHECK calls curl, which mcr\.microsoft\.com\/dotnet\/aspnet:10\.0 has not; /,
    ],
  },
  fixes: {
    'settings that are published beside the program, where it starts': {
      before: one('10.0', 'WORKDIR /app/out', 'ENTRYPOINT ["dotnet", "App.dll"]'),
      after: two('10.0', 'aspnet:10.0', 'WORKDIR /app/out', 'ENTRYPOINT ["dotnet", "App.dll"]'),
      files: { ...WEB, 'appsettings.json': '{}' },
    },
    'a version without support, which the builder has as well': {
      before: one('7.0', START),
      after: two('7.0', 'aspnet:7.0', START),
      files: WEB,
    },
    'a web application': {
      before: one('10.0', 'EXPOSE 8080', START),
      after: two('10.0', 'aspnet:10.0', 'EXPOSE 8080', START),
      files: { ...WEB, 'Program.cs': 'WebApplication.Create(args).Run();\n' },
      preconditions: {
        '/app/out/App.dll is in /app/out, which `dotnet publish` fills': 'held',
        'The program reads nothing in /app, where it starts': 'held',
      },
    },
    'a console application': {
      before: one('10.0', START),
      after: two('10.0', 'runtime:10.0', START),
      files: CONSOLE,
    },
    'a project that is not to be seen': {
      before: one('10.0', START),
      after: two('10.0', 'aspnet:10.0', START),
    },
    'a release of the SDK, whose number is its own, on a named distribution': {
      before: one('10.0.100-noble', START),
      after: two('10.0.100-noble', 'aspnet:10.0-noble', START),
      files: WEB,
    },
    'a folder outside the sources': {
      before: `FROM ${SDK}:10.0\nWORKDIR /src\nCOPY . .\nRUN dotnet publish --output /out\nWORKDIR /out\nENTRYPOINT ["./App"]\n`,
      after:
        `FROM ${SDK}:10.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish --output /out\n\n` +
        'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nWORKDIR /src\nCOPY --from=build /out /out\nWORKDIR /out\nENTRYPOINT ["./App"]\n',
      files: WEB,
    },
  },
});
