import rule from '../../src/rules/python-https-verify.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the check is on':
      'FROM python:2.7\nENV PYTHONHTTPSVERIFY=1\nRUN PYTHONHTTPSVERIFY=1 python a.py\n',
    'another variable has a longer name':
      'FROM python:2.7\nENV A=1 XPYTHONHTTPSVERIFY=0\nRUN PYTHONHTTPSVERIFYX=0 python a.py\n',
    'the value only begins with 0': `FROM python:2.7\nRUN PYTHONHTTPSVERIFY="0\\"" python a.py\n`,
  },
  leaves: {
    'a comment stands between the variables': [
      'FROM python:2.7\nENV A=1 \\\n# why\n  PYTHONHTTPSVERIFY=0\n',
      [4],
    ],
    'the trigger of an image': ['FROM python:2.7\nONBUILD ENV PYTHONHTTPSVERIFY=0\n', [2]],
  },
  fixes: {
    'Python 3, which ignores it': {
      before: 'FROM python:3.12-slim\nENV A=1 \\\n  PYTHONHTTPSVERIFY="0"\n',
      after: 'FROM python:3.12-slim\nENV A=1\n',
      preconditions: {
        'the Python of the base image is a version 3, which ignores the variable': 'held',
      },
    },
    'Python 2.7, which may talk to anybody': {
      before: `FROM python:2.7\nARG PYTHONHTTPSVERIFY='0'\nRUN echo a;PYTHONHTTPSVERIFY=0 python a.py;echo b\n`,
      after: 'FROM python:2.7\nRUN echo a;python a.py;echo b\n',
      preconditions: {
        'the Python programs that run with it talk only to hosts with certificates of known authorities':
          'unknown',
      },
    },
  },
});
