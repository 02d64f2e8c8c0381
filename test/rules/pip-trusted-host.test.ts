import rule from '../../src/rules/pip-trusted-host.ts';
import { failing, file } from './recorded-downloads.ts';
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
      'FROM python:3.12\nRUN pip install flask --trusted-host pypi.corp\n',
      [2],
      /PIP_CERT/,
    ],
    'the option stands before the action': [
      'FROM python:3.12\nRUN pip \\\n  --trusted-host=pypi.corp install flask\n',
      [3],
    ],
    'pip runs as a module': [
      'FROM python:3.12\nRUN python3 -m pip install --trusted-host=pypi.corp flask\n',
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
    'the index is asked over plain http': [
      'FROM python:3.12\nRUN pip install -i http://mirrors.aliyun.com/pypi/simple/ --trusted-host mirrors.aliyun.com flask\n',
      [2],
      /over plain http from mirrors\.aliyun\.com: write `https:\/\/mirrors\.aliyun\.com`, then remove `--trusted-host mirrors\.aliyun\.com`/,
    ],
    'a host that has to be tried': [
      'FROM python:3.12\nRUN pip install --trusted-host pypi.acme.io flask\n',
      [2],
      /whether pypi\.acme\.io has a certificate of a known authority has to be tried/,
    ],
    'one host of two has a bad certificate': {
      text: 'FROM python:3.12\nRUN pip install --trusted-host pypi.org --trusted-host a.acme.io flask\n',
      lines: [2],
      reason: /https:\/\/a\.acme\.io\/ does not answer without it/,
      downloads: {
        ...file('https://pypi.org/', 'a'),
        ...failing('https://a.acme.io/', 'its certificate is not trusted'),
      },
    },
    'a host that a variable names': [
      'FROM python:3.12\nARG HOST\nRUN pip install --trusted-host $HOST flask\n',
      [3],
      /which hosts it is about/,
    ],
    'the exec form': [
      'FROM python:3.12\nRUN ["pip", "install", "--trusted-host", "pypi.org", "flask"]\n',
      [2],
    ],
  },
  fixes: {
    'all of them at once, on their lines': {
      before:
        'FROM python:3.12\nRUN python3 -m pip install \\\n    --trusted-host pypi.org \\\n    --trusted-host=files.pythonhosted.org \\\n    -r requirements.txt\n',
      after: 'FROM python:3.12\nRUN python3 -m pip install \\\n    -r requirements.txt\n',
      preconditions: {
        'pypi.org answers with a certificate that holds': 'unknown',
        'files.pythonhosted.org answers with a certificate that holds': 'unknown',
      },
    },
    'an index that was asked': {
      before:
        'FROM python:3.12\nRUN pip install -i https://pypi.acme.io/simple --trusted-host pypi.acme.io flask\n',
      after: 'FROM python:3.12\nRUN pip install -i https://pypi.acme.io/simple flask\n',
      downloads: file('https://pypi.acme.io/', 'a'),
      preconditions: { 'pypi.acme.io answers with a certificate that holds': 'held' },
    },
    'the variable and the configuration': [
      'FROM python:3.12\nENV PIP_TRUSTED_HOST="pypi.org files.pythonhosted.org" A=1\nRUN pip config set global.trusted-host pypi.org; pip install flask\n',
      'FROM python:3.12\nENV A=1\nRUN pip install flask\n',
    ],
  },
});
