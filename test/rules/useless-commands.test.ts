import rule from '../../src/rules/useless-commands.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a tool is only installed': 'FROM debian:12\nRUN apt-get install -y vim ssh nano\n',
    'a directory has the name': 'FROM debian:12\nRUN mkdir ~/.ssh && ls /etc/ssh mount\n',
    'CMD runs it': 'FROM debian:12\nCMD ["top"]\n',
    'a mount flag has the name': 'FROM debian:12\nRUN --mount=type=cache,target=/c make\n',
  },
  leaves: {
    'in shell and in exec form': [
      'FROM debian:12\nRUN top\nRUN ["ps", "-d"]\n',
      [2, 3],
      /remove it/,
    ],
    'a service is started for one RUN': [
      'FROM debian:12\nRUN sudo service mysql start && mysql < a.sql\n',
      [2],
    ],
  },
});
