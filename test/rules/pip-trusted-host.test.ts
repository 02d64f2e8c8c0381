import rule from '../../src/rules/pip-trusted-host.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'pip checks': 'FROM python:3.12\nRUN pip install flask\n',
    'another command has the word':
      'FROM python:3.12\nRUN pip install flask | grep "--trusted-host"; echo "--trusted-host"\n',
    'other variables have longer names':
      'FROM python:3.12\nENV XPIP_TRUSTED_HOST=a\nRUN PIP_TRUSTED_HOSTS=a pip install flask\n',
    'the variable is emptied': 'FROM python:3.12\nENV PIP_TRUSTED_HOST=\n',
    'the ARG has no default': 'FROM python:3.12\nARG PIP_TRUSTED_HOST\n',
  },
  leaves: {
    'the option has its value in the next word': [
      'FROM python:3.12\nRUN pip install flask --trusted-host pypi.org\n',
      [2],
      /PIP_CERT/,
    ],
    'the option stands before the action': [
      'FROM python:3.12\nRUN pip \\\n  --trusted-host=pypi.org install flask\n',
      [3],
    ],
    'pip runs as a module': [
      'FROM python:3.12\nRUN python3 -m pip install --trusted-host=pypi.org flask\n',
      [2],
    ],
    'ENV, ARG, export and a prefix set the variable': [
      'FROM python:3.12\nENV A=1 PIP_TRUSTED_HOST=a.test\nARG PIP_TRUSTED_HOST="a.test"\nRUN export PIP_TRUSTED_HOST=a.test\nRUN PIP_TRUSTED_HOST=\'a.test\' pip install flask\n',
      [2, 3, 4, 5],
    ],
    'the configuration is written': [
      'FROM python:3.12\nRUN pip config set global.trusted-host a.test\n',
      [2],
    ],
  },
});
