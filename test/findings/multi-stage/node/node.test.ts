import rule from '../../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../../rules/rule-table.ts';

interface Project {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
}

function project(given: Project = {}): string {
  const own = { scripts: { build: 'tsc', start: 'node dist/main.js' } };
  return JSON.stringify({
    ...own,
    dependencies: { express: '4' },
    devDependencies: { typescript: '5' },
    ...given,
  });
}

const TS = {
  'package.json': project(),
  'package-lock.json': '{}',
  'tsconfig.json': '{}',
  'src/main.ts': "import express from 'express';\n",
  'README.md': '# x\n',
  '.npmrc': 'registry=https://npm.example.com\n',
};
const START = 'CMD ["node", "dist/main.js"]';

function one(base: string, ...more: readonly string[]): string {
  const lines = [`FROM ${base}`, 'WORKDIR /app', 'COPY package*.json ./', 'RUN npm ci', 'COPY . .'];
  return [...lines, 'RUN npm run build', ...more, ''].join('\n');
}

function two(base: string, runtime: string, ...more: readonly string[]): string {
  const builder = one(`${base} AS build`, 'RUN npm prune --omit=dev').trimEnd();
  return [builder, '', `FROM ${runtime}`, 'WORKDIR /app', ...more, ''].join('\n');
}

const COPIES = ['package.json', 'node_modules', 'dist'].map(
  (name) => `COPY --from=build /app/${name} /app/${name}`,
);

testRule(rule, {
  passes: {
    'there are two stages': two('node:22', 'node:22-slim', ...COPIES, START),
    'nothing is built':
      'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "index.js"]\n',
    'the image watches the sources': {
      text: one('node:22', 'CMD ["npx", "nodemon", "src/main.ts"]'),
      files: TS,
    },
    'a script starts the development server': {
      text: one('node:22', 'CMD ["npm", "run", "dev"]'),
      files: TS,
    },
    'the start script builds': {
      text: one('node:22', 'CMD npm start'),
      files: {
        ...TS,
        'package.json': project({ scripts: { start: 'npm run build && node dist/main.js' } }),
      },
    },
    'the start script runs a development server': {
      text: one('node:22', 'CMD ["npm", "start"]'),
      files: {
        ...TS,
        'package.json': project({ scripts: { build: 'tsc', start: 'react-scripts start' } }),
      },
    },
    'a slim image has no development packages': {
      text: one('node:22-slim', START),
      files: { ...TS, 'package.json': project({ devDependencies: {} }) },
    },
  },
  leaves: {
    'a file about whose project nothing is known': [
      one('node:22', START),
      [1],
      'package.json is not at hand; once that is clear, name this stage `build` and ship a second one, `FROM node:22-slim`, with `COPY --from=build /app/package.json /app/package.json` and `COPY --from=build /app/node_modules /app/node_modules` and `COPY --from=build /app/dist /app/dist`, after `RUN npm prune --omit=dev` at the end of the first',
    ],
    'a project in the root folder': [
      'FROM node:22\nCOPY . .\nRUN npm install\nRUN npm run build\nCMD ["node", "dist/main"]\n',
      [1],
      /^package\.json is not at hand; .*`COPY --from=build \/node_modules \/node_modules` and `COPY --from=build \/dist \/dist`/,
    ],
    'a client that is generated into node_modules': {
      text: one('node:22', START),
      files: { ...TS, 'package.json': project({ dependencies: { '@prisma/client': '5' } }) },
      lines: [1],
      reason: /^@prisma\/client of package\.json installs more than files in node_modules; /,
    },
    'a browser that is downloaded': {
      text: one('node:22', START),
      files: { ...TS, 'package.json': project({ dependencies: { puppeteer: '23' } }) },
      lines: [1],
      reason: /^puppeteer of package\.json installs more/,
    },
    workspaces: {
      text: one('node:22', START),
      files: { ...TS, 'package.json': project({ workspaces: ['packages/*'] }) },
      lines: [1],
      reason: /^package\.json has workspaces; /,
    },
    'a server that is only a development package': {
      text: one('node:22', 'CMD ["npx", "next", "start"]'),
      files: { ...TS, 'package.json': project({ devDependencies: { next: '15' } }) },
      lines: [1],
      reason: /^next, which starts the program, is not among the dependencies/,
    },
    'a program that may import a development package': {
      text: one('node:22', START),
      files: { ...TS, 'src/main.ts': "import { x } from 'typescript';\n" },
      lines: [1],
      reason:
        /^src\/main\.ts imports typescript of devDependencies, which the built program may need too: make it one of the dependencies; /,
    },
    'a package that may be for either stage': {
      text: one('node:22', 'RUN apt-get update && apt-get install -y ffmpeg', START),
      files: TS,
      lines: [1],
      reason:
        /^line 7 runs `apt-get install -y ffmpeg`, and which stage needs that is not to be seen; /,
    },
    'a health check with a tool that the slim image lacks': {
      text: one('node:22', 'HEALTHCHECK CMD curl -f http://localhost:3000', START),
      files: TS,
      lines: [1],
      reason: /^HEALTHCHECK calls curl, which node:22-slim has not; /,
    },
    'another user in the middle': {
      text: one('node:22', 'USER node', 'RUN npm run build', START),
      files: TS,
      lines: [1],
      reason: /^`USER node` stands before the build/,
    },
    'a script that starts the program': {
      text: one('node:22', 'ENTRYPOINT ["./entrypoint.sh"]'),
      files: TS,
      lines: [1],
      reason: /^what CMD or ENTRYPOINT starts is not to be seen; /,
    },
    'a tag whose slim variant does not follow from it': {
      text: one('node:22-bookworm-perf', START),
      files: TS,
      lines: [1],
      reason: /^choose the slim variant of node with the same version/,
    },
    'pnpm, which the slim image lacks': {
      text: 'FROM node:22\nRUN corepack enable\nWORKDIR /app\nCOPY . .\nRUN pnpm install\nRUN pnpm build\nCMD ["pnpm", "start"]\n',
      files: TS,
      lines: [1],
      reason: /^pnpm starts the program and is not in node:22-slim: start node itself; /,
    },
  },
  fixes: {
    'a program that tsc compiles': {
      before: one('node:22', 'EXPOSE 3000', START),
      after: two('node:22', 'node:22-slim', ...COPIES, 'EXPOSE 3000', START),
      files: TS,
      preconditions: {
        'The sources import no package of devDependencies': 'held',
        'What is not copied are sources and settings of the build': 'held',
      },
    },
    'a project in the root folder': {
      before:
        'FROM node:22\nCOPY . .\nRUN npm install\nRUN npm run build\nCMD ["node", "dist/main"]\n',
      after:
        'FROM node:22 AS build\nCOPY . .\nRUN npm install\nRUN npm run build\nRUN npm prune --omit=dev\n\nFROM node:22-slim\n' +
        'COPY --from=build /package.json /package.json\nCOPY --from=build /node_modules /node_modules\nCOPY --from=build /dist /dist\nCMD ["node", "dist/main"]\n',
      files: TS,
    },
    'a slim image with development packages, started by a script': {
      before: one('node:22-alpine', 'CMD ["npm", "start"]'),
      after: two('node:22-alpine', 'node:22-alpine', ...COPIES, 'CMD ["npm", "start"]'),
      files: TS,
    },
    'folders that the program may read': {
      before: one('node:22-bookworm', START),
      after: two(
        'node:22-bookworm',
        'node:22-bookworm-slim',
        ...COPIES,
        'COPY --from=build /app/views /app/views',
        'COPY --from=build /app/.env /app/.env',
        START,
      ),
      files: {
        ...TS,
        'views/index.ejs': '',
        '.env': 'A=1\n',
        'test/a.ts': "import 'typescript';\n",
      },
    },
    'a build of several steps': {
      before: one('node:22', START),
      after: two('node:22', 'node:22-slim', 'COPY --from=build /app /app', START),
      files: { ...TS, 'package.json': project({ scripts: { build: 'tsc && vite build' } }) },
    },
    'Next.js with its own server': {
      before: one('node:22', 'CMD ["npx", "next", "start"]'),
      after: two(
        'node:22',
        'node:22-slim',
        'COPY --from=build /app/package.json /app/package.json',
        'COPY --from=build /app/node_modules /app/node_modules',
        'COPY --from=build /app/.next /app/.next',
        'COPY --from=build /app/next.config.js /app/next.config.js',
        'COPY --from=build /app/public /app/public',
        'CMD ["npx", "next", "start"]',
      ),
      files: {
        'package.json': project({ scripts: { build: 'next build' }, dependencies: { next: '15' } }),
        'next.config.js': '',
        'app/page.tsx': '',
        'public/logo.svg': '',
      },
    },
    'the standalone output of Next.js, with an argument for the build': {
      before:
        'FROM node:24\nARG NEXT_PUBLIC_URL\nENV NEXT_PUBLIC_URL=$NEXT_PUBLIC_URL\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build && cp -r .next/static .next/standalone/.next/\nCMD ["node", ".next/standalone/server.js"]\n',
      after:
        'FROM node:24 AS build\nARG NEXT_PUBLIC_URL\nENV NEXT_PUBLIC_URL=$NEXT_PUBLIC_URL\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build && cp -r .next/static .next/standalone/.next/\n\n' +
        'FROM node:24-slim\nARG NEXT_PUBLIC_URL\nENV NEXT_PUBLIC_URL=$NEXT_PUBLIC_URL\nWORKDIR /app\nCOPY --from=build /app/.next/standalone /app/.next/standalone\nCMD ["node", ".next/standalone/server.js"]\n',
    },
    'Yarn, and tools for native modules': {
      before:
        'FROM node:22-alpine\nRUN apk add --no-cache python3 make g++\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile\nCOPY . .\nRUN yarn build\nCMD ["node", "dist/main.js"]\n',
      after:
        'FROM node:22-alpine AS build\nRUN apk add --no-cache python3 make g++\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile\nCOPY . .\nRUN yarn build\n' +
        `RUN yarn install --production --ignore-scripts --prefer-offline\n\nFROM node:22-alpine\nWORKDIR /app\n${COPIES.join('\n')}\nCMD ["node", "dist/main.js"]\n`,
      files: TS,
    },
  },
});
