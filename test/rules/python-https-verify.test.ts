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
    'ENV turns it off among others': [
      'FROM python:2.7\nENV A=1 \\\n  PYTHONHTTPSVERIFY="0"\n',
      [3],
      /SSL_CERT_FILE/,
    ],
    'ARG turns it off': [`FROM python:2.7\nARG PYTHONHTTPSVERIFY='0'\n`, [2]],
    'one command runs without': [
      'FROM python:2.7\nRUN echo a;PYTHONHTTPSVERIFY=0 python a.py;echo b\n',
      [2],
    ],
  },
});
