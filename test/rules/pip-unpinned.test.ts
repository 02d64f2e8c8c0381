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
