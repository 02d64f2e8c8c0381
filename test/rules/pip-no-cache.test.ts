import rule from '../../src/rules/pip-no-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM python:3\nRUN pip install --no-cache-dir x\n',
    'the option stands before the action': 'FROM python:3\nRUN pip3 --no-cache-dir install x\n',
    'ENV sets the variable': 'FROM python:3\nENV PIP_NO_CACHE_DIR=off\nRUN pip install x\n',
    'ENV of the parent stage sets the variable':
      'FROM python:3 AS a\nENV PIP_NO_CACHE_DIR=1\nFROM a\nRUN pip install x\n',
    'ARG sets the variable': 'FROM python:3\nARG PIP_NO_CACHE_DIR=1\nRUN pip install x\n',
    'the call sets the variable': 'FROM python:3\nRUN PIP_NO_CACHE_DIR=1 pip install x\n',
    'env sets the variable': 'FROM python:3\nRUN env PIP_NO_CACHE_DIR=1 pip install x\n',
    'the script exports the variable':
      'FROM python:3\nRUN export PIP_NO_CACHE_DIR=1 && pip install x\n',
    'the cache is on a mount':
      'FROM python:3\nRUN --mount=type=cache,target=/root/.cache/pip pip install x\n',
    'all caches are on a mount':
      'FROM python:3\nRUN --mount=type=cache,target=/home/app/.cache/ pip install x\n',
    'a cache of its own is on a mount':
      'FROM python:3\nENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install x\n',
    'the cache has a place of its own': 'FROM python:3\nRUN pip install --cache-dir /c x\n',
    'the cache is removed': 'FROM python:3\nRUN pip install x && rm -rf ~/.cache/pip\n',
    'all caches are removed': 'FROM python:3\nRUN pip install x && rm -rf /root/.cache\n',
    'pip empties the cache': 'FROM python:3\nRUN pip install x && pip cache purge\n',
    'pip was configured':
      'FROM python:3\nRUN pip config set global.no-cache-dir true\nRUN pip install x\n',
    'a configuration was written':
      'FROM python:3\nRUN printf "[global]\\nno-cache-dir = true\\n" > /etc/pip.conf\nRUN pip install x\n',
    'a configuration was copied': 'FROM python:3\nCOPY pip.conf /etc/pip.conf\nRUN pip install x\n',
    'a variable of the file gives the option':
      'FROM python:3\nENV OPTS="--no-cache-dir -q"\nRUN pip install $OPTS x\n',
    'an unknown variable is named for options':
      'FROM python:3\nARG PIP_ARGS\nRUN pip install $PIP_ARGS x\n',
    'pip downloads only': 'FROM python:3\nRUN pip download x && pip wheel y && pip list\n',
    'pipx and uv install': 'FROM python:3\nRUN pipx install x && uv pip install y\n',
  },
  leaves: {
    'the distribution has a pip without the option': [
      'FROM ubuntu:14.04\nRUN pip install x\n',
      [2],
      'the pip of this base image (`ubuntu:14.`) may be too old to know the option',
    ],
    'the codename has a pip without the option': [
      'FROM buildpack-deps:jessie AS a\nFROM a\nRUN pip install x\n',
      [3],
      /`jessie`/,
    ],
    'the call is broken by a continuation': [
      'FROM python:3\nRUN pip in\\\nstall x\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'a plain call': [
      'FROM python:3\nRUN pip install x\n',
      'FROM python:3\nRUN pip install --no-cache-dir x\n',
    ],
    'a version of pip': [
      'FROM python:3\nRUN pip3.11 install -r requirements.txt\n',
      'FROM python:3\nRUN pip3.11 install --no-cache-dir -r requirements.txt\n',
    ],
    'the module of an interpreter': [
      'FROM python:3\nRUN /venv/bin/python -m pip install --upgrade pip\n',
      'FROM python:3\nRUN /venv/bin/python -m pip install --no-cache-dir --upgrade pip\n',
    ],
    'several calls over several lines': [
      'FROM python:3\nRUN pip install -U pip \\\n  && pip install \\\n    # the app\n    . \\\n    gunicorn\n',
      'FROM python:3\nRUN pip install --no-cache-dir -U pip \\\n  && pip install --no-cache-dir \\\n    # the app\n    . \\\n    gunicorn\n',
    ],
    'an export in another RUN, which does not last': [
      'FROM python:3\nRUN export PIP_NO_CACHE_DIR=1\nRUN pip install x\n',
      'FROM python:3\nRUN export PIP_NO_CACHE_DIR=1\nRUN pip install --no-cache-dir x\n',
    ],
    'a mount of something else': [
      'FROM python:3\nRUN --mount=type=cache,target=/var/cache/apt pip install x\n',
      'FROM python:3\nRUN --mount=type=cache,target=/var/cache/apt pip install --no-cache-dir x\n',
    ],
    'the exec form': [
      'FROM python:3\nRUN ["pip", "install", "x"]\n',
      'FROM python:3\nRUN ["pip", "install", "--no-cache-dir", "x"]\n',
    ],
    'a trigger': [
      'FROM python:3\nONBUILD RUN pip install -r requirements.txt\n',
      'FROM python:3\nONBUILD RUN pip install --no-cache-dir -r requirements.txt\n',
    ],
  },
});
