import rule from '../../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../../rules/rule-table.ts';

const INSTALL = 'RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev';
const START = 'CMD ["gunicorn", "app:app"]';
const MODULES =
  'COPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nCOPY --from=build /usr/local/bin /usr/local/bin';

function one(base: string, install: string, ...more: readonly string[]): string {
  const lines = [`FROM ${base}`, 'WORKDIR /app', install, 'COPY requirements.txt .'];
  return [...lines, 'RUN pip install -r requirements.txt', ...more, ''].join('\n');
}

function two(
  base: string,
  install: string,
  runtime: readonly string[],
  ...more: readonly string[]
): string {
  const builder = one(`${base} AS build`, install).trimEnd();
  return [builder, '', ...runtime, ...more, ''].join('\n');
}

const LIBPQ =
  'RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*';

testRule(rule, {
  passes: {
    'no compiler is installed': one('python:3.13-slim', 'RUN apt-get update', START),
    'the compiler is removed again': one(
      'python:3.13-alpine',
      'RUN apk add --no-cache gcc',
      'RUN apk del gcc',
      START,
    ),
    'nothing is started': one('python:3.13-slim', INSTALL),
    'a shell is started': one('python:3.13-slim', INSTALL, 'CMD ["bash"]'),
    'tests are started': one('python:3.13-slim', INSTALL, 'CMD ["pytest"]'),
    'there are two stages': two(
      'python:3.13-slim',
      INSTALL,
      ['FROM python:3.13-slim', MODULES],
      START,
    ),
  },
  leaves: {
    'a tag that does not say which Python': [
      one('python:3', INSTALL, START),
      [1],
      /^the tag does not say which Python it is; take one that does, such as `python:3\.14`, install/,
    ],
    'headers whose library is not known': [
      one('python:3.13-slim', 'RUN apt-get update && apt-get install -y gcc libuv1-dev', START),
      [1],
      /^which library belongs to libuv1-dev at run time is not known here; /,
    ],
    'another installer behind pip': [
      one('python:3.13-slim', INSTALL, 'RUN poetry install', START),
      [1],
      /^line 6 may need the tools after the packages are installed; /,
    ],
    'a package that the runtime stage has no list for': [
      one('python:3.13-slim', INSTALL, 'RUN apt-get install -y curl', START),
      [1],
      /^line 6 may need the tools after the packages are installed; /,
    ],
    'packages in a place of their own': [
      'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nRUN pip install --user numpy\nCMD ["python", "app.py"]\n',
      [1],
      /^`--user` chooses the place of the packages; /,
    ],
    'a package that compiles while it runs': {
      text: one('python:3.13-slim', INSTALL, START),
      files: { 'requirements.txt': 'numpy\npytensor==2.25\n' },
      lines: [1],
      reason: /^pytensor may call a compiler while the program runs; /,
    },
    'a step that does more than install': [
      one(
        'python:3.13-slim',
        'RUN apt-get update && apt-get install -y gcc && curl -sSL x.example | sh',
        START,
      ),
      [1],
      /^line 3 runs `curl -sSL x\.example`, and which stage needs that/,
    ],
    'a health check with a tool that the small image lacks': [
      one('python:3.13', INSTALL, 'HEALTHCHECK CMD curl -f localhost', START),
      [1],
      /^HEALTHCHECK calls curl, which python:3\.13-slim has not; /,
    ],
    'a program of another image': [
      'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nCOPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["python", "app.py"]\n',
      [1],
      /^line 3 copies files of `ghcr\.io\/astral-sh\/uv:0\.\d` before the packages are installed; /,
    ],
    'files in the root folder': [
      'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "app.py"]\n',
      [1],
      /^line 3 copies files into `\/` before the packages are installed; /,
    ],
  },
  fixes: {
    'a library whose headers were installed, in a slim image': {
      before: one('python:3.13-slim', INSTALL, 'COPY . .', START),
      after: two(
        'python:3.13-slim',
        INSTALL,
        ['FROM python:3.13-slim', LIBPQ, 'WORKDIR /app', MODULES],
        'COPY . .',
        START,
      ),
      files: { 'requirements.txt': 'psycopg2==2.9.10\n', 'app.py': 'print(1)\n' },
      preconditions: {
        'The libraries that the packages may need are installed by name': 'held',
        'No package compiles anything while the program runs': 'held',
      },
    },
    'a full image of a named distribution': {
      before: one(
        'python:3.13-bookworm',
        'RUN apt-get update && apt-get install -y build-essential',
        START,
      ),
      after: two(
        'python:3.13-bookworm',
        'RUN apt-get update && apt-get install -y build-essential',
        ['FROM python:3.13-slim-bookworm', 'WORKDIR /app', MODULES],
        START,
      ),
      preconditions: {
        'No package needs a library that python:3.13-bookworm has and python:3.13-slim-bookworm has not':
          'unknown',
        'No package compiles anything while the program runs': 'unknown',
      },
    },
    'programs besides the compiler, and sources that came first': {
      before:
        'FROM python:3.13-alpine\nRUN apk add --no-cache build-base libffi-dev curl\nWORKDIR /srv/app\nCOPY . .\nRUN pip install .\nHEALTHCHECK CMD curl -f localhost\nCMD ["app"]\n',
      after:
        'FROM python:3.13-alpine AS build\nRUN apk add --no-cache build-base libffi-dev curl\nWORKDIR /srv/app\nCOPY . .\nRUN pip install .\n\n' +
        `FROM python:3.13-alpine\nRUN apk add --no-cache libstdc++ curl\nWORKDIR /srv/app\n${MODULES}\nCOPY --from=build /srv/app /srv/app\nHEALTHCHECK CMD curl -f localhost\nCMD ["app"]\n`,
    },
    'a virtual environment': {
      before:
        'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCOPY requirements.txt /\nRUN pip install -r /requirements.txt\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic\nCMD ["python", "app.py"]\n',
      after:
        'FROM python:3.13-slim AS build\nRUN apt-get update && apt-get install -y gcc\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCOPY requirements.txt /\nRUN pip install -r /requirements.txt\n\n' +
        'FROM python:3.13-slim\nENV PATH=/opt/venv/bin:$PATH\nCOPY --from=build /opt/venv /opt/venv\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic\nCMD ["python", "app.py"]\n',
    },
  },
});
