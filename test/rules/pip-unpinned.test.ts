import rule from '../../src/rules/pip-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'versions are given':
      'FROM python:3\nRUN pip install "a>=1,<2" b==1 c~=2.0 "d @ https://x/d.whl"\n',
    'a requirements file has them': 'FROM python:3\nRUN pip install -r requirements.txt\n',
    'a constraints file has them': 'FROM python:3\nRUN pip install -c constraints.txt flask\n',
    'a folder is installed':
      'FROM python:3\nRUN pip install . && pip install -e ./x && pip install ".[dev]"\n',
    'an address or a file is installed':
      'FROM python:3\nRUN pip install git+https://x/y /tmp/x.whl dist/y.tar.gz\n',
    'a version comes from a variable': 'FROM python:3\nRUN pip install flask==$V $MORE\n',
  },
  leaves: {
    'a package has no version': [
      'FROM python:3\nRUN pip install --upgrade pip\n',
      [2],
      /requirements file/,
    ],
    'one of two has no version': [
      'FROM python:3\nRUN python -m pip install a==1 flask\n',
      [2],
      /requirements file/,
    ],
  },
});

const FLASK = { name: 'flask', type: 'pypi', version: '3.1.0' };

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'nobody tells a version': [
      'FROM python:3\nRUN pip install flask\n',
      [2],
      /^no scan report of the built image and no `requirements\.txt` tells a version of `flask`/,
    ],
    'only one of two has a known version': {
      text: 'FROM python:3\nRUN pip install flask gunicorn\n',
      lines: [2],
      reason: /tells a version of `gunicorn`/,
      installed: [FLASK],
    },
    'the image has two versions': {
      text: 'FROM python:3\nRUN pip install flask\n',
      lines: [2],
      reason: 'the built image has `flask` in several versions (3.1.0, 2.0.1): write the one that',
      installed: [FLASK, { ...FLASK, version: '2.0.1', path: 'venv/flask-2.0.1/METADATA' }],
    },
    'the version has a weakness that a newer one fixes': {
      text: 'FROM python:3\nRUN pip install flask\n',
      lines: [2],
      reason: /`flask` 3\.1\.0 of the built image has CVE-2025-1.*build again/,
      installed: [{ ...FLASK, advisory: 'CVE-2025-1' }],
    },
    'the image was built from another stage': {
      text: 'FROM python:3 AS build\nRUN pip install flask\nFROM python:3\nCOPY --from=build /x /x\n',
      lines: [2],
      installed: [FLASK],
    },
    'a lock file in the image is no installed package': {
      text: 'FROM python:3\nRUN pip install flask\n',
      lines: [2],
      installed: [{ ...FLASK, path: 'app/poetry.lock' }],
    },
    'the version is no word of a shell': {
      text: 'FROM python:3\nRUN pip install flask\n',
      lines: [2],
      reason: /not written in a way/,
      installed: [{ ...FLASK, version: '1; rm -rf /' }],
    },
    'the requirements have one version for each system': {
      text: 'FROM python:3\nRUN pip install flask\n',
      lines: [2],
      files: {
        'requirements.txt':
          'flask==2.0; python_version < "3.8"\nflask==3.0; python_version >= "3.8"\n',
      },
    },
  },
  fixes: {
    'extras and quotes stay': {
      before: 'FROM python:3\nRUN pip install "Flask[async]" x==1 \'gunicorn\'\n',
      after: 'FROM python:3\nRUN pip install "Flask[async]==3.1.0" x==1 \'gunicorn==23.0.0\'\n',
      files: { 'requirements.txt': 'flask[async] == 3.1.0 # web\ngunicorn==23.0.0\n' },
      preconditions: {
        '`requirements.txt` has `Flask` in version 3.1.0': 'held',
        '`requirements.txt` has `gunicorn` in version 23.0.0': 'held',
      },
    },
    'a lock file of Poetry or uv tells it': {
      before: 'FROM python:3\nRUN ["pip", "install", "flask"]\n',
      after: 'FROM python:3\nRUN ["pip", "install", "flask==3.1.0"]\n',
      files: { 'uv.lock': '[[package]]\nname = "flask"\nversion = "3.1.0"\n' },
    },
    'the built image counts more than a file': {
      before: 'FROM python:3\nRUN pip install flask\n',
      after: 'FROM python:3\nRUN pip install flask==3.1.0\n',
      installed: [{ ...FLASK, path: 'usr/lib/flask-3.1.0.dist-info/METADATA' }],
      files: { 'requirements.txt': 'flask==2.0\n' },
      preconditions: {
        'the image `app:1`, built from this stage, has `flask` in version 3.1.0': 'held',
      },
    },
  },
});
