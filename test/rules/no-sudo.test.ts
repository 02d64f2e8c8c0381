import rule from '../../src/rules/no-sudo.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'sudo is only installed': 'FROM debian:12\nRUN apt-get install -y sudo\n',
    'sudo is a group': 'FROM debian:12\nRUN usermod -aG sudo app && echo sudo make\n',
    'sudo is only looked for': 'FROM debian:12\nRUN command -v sudo && which sudo\n',
    'a file of sudo is written': 'FROM debian:12\nRUN echo x > /etc/sudoers.d/app\n',
  },
  leaves: {
    'another user runs it': [
      'FROM debian:12\nUSER app\nRUN sudo apt-get update\n',
      [3],
      'this RUN runs as `app`, who may need it',
    ],
    'the user of the base image is not known': [
      'FROM example.com/tools\nRUN sudo apt-get update\n',
      [2],
      /not known/,
    ],
    'it is a trigger': [
      'FROM debian:12\nONBUILD RUN sudo apt-get update\n',
      [2],
      /decides who runs/,
    ],
    'it names another user': [
      'FROM debian:12\nRUN sudo -u app make\nRUN sudo -Hu app make\nRUN sudo --user=app make\n',
      [2, 3, 4],
      /another user/,
    ],
    'it starts a login shell': ['FROM debian:12\nRUN sudo -i make\n', [2], /shell of its own/],
    'it reads a password': ['FROM debian:12\nRUN echo x | sudo -S make\n', [2], /`-S` asks more/],
    'it starts su or a shell': [
      'FROM debian:12\nRUN sudo su - app -c make\nRUN sudo bash -c "make"\n',
      [2, 3],
      /sudo starts/,
    ],
    'it passes a variable': ['FROM debian:12\nRUN sudo A=b make\n', [2], /passes a variable/],
    'it runs what a variable says': ['FROM debian:12\nRUN sudo $CMD\n', [2], /in a variable/],
    'it runs what the shell would run itself': [
      'FROM debian:12\nRUN sudo echo -e "a"\n',
      [2],
      /the shell itself would run `echo`/,
    ],
    'it runs what is a function too': [
      'FROM debian:12\nRUN make() { :; }; sudo make\n',
      [2],
      /a function of this script/,
    ],
    'xargs runs it': ['FROM debian:12\nRUN ls | xargs sudo rm\n', [2], '`xargs` runs sudo'],
    'a comment stands behind it': [
      'FROM debian:12\nRUN sudo \\\n  # really\n  make\n',
      [2],
      /comment/,
    ],
    'it runs nothing': ['FROM debian:12\nRUN sudo -E\n', [2], /runs nothing/],
  },
  fixes: {
    'root of a known base image': [
      'FROM debian:12\nRUN sudo apt-get update && sudo apt-get install -y x\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y x\n',
    ],
    'root by USER on an unknown base image': [
      'FROM example.com/tools\nUSER 0:0\nRUN sudo make install\n',
      'FROM example.com/tools\nUSER 0:0\nRUN make install\n',
    ],
    'neutral options': [
      'FROM debian:12\nRUN sudo -E make && sudo -H -n make && sudo -- make\n',
      'FROM debian:12\nRUN make && make && make\n',
    ],
    'a redirect': [
      'FROM debian:12\nRUN echo x | sudo tee -a /y > /dev/null && sudo cat /y > /z\n',
      'FROM debian:12\nRUN echo x | tee -a /y > /dev/null && cat /y > /z\n',
    ],
    'several lines': [
      'FROM debian:12\nRUN set -x; \\\n  # first\n  sudo make; \\\n  (sudo make install || sudo make all)\n',
      'FROM debian:12\nRUN set -x; \\\n  # first\n  make; \\\n  (make install || make all)\n',
    ],
    'the exec form': ['FROM debian:12\nRUN ["sudo", "make"]\n', 'FROM debian:12\nRUN ["make"]\n'],
    'variables that sudo lets through': [
      'FROM debian:12\nENV LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive\nARG TZ\nRUN sudo make\n',
      'FROM debian:12\nENV LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive\nARG TZ\nRUN make\n',
    ],
    'an environment that is passed on': [
      'FROM debian:12\nENV NODE_ENV=production\nRUN sudo -E make\n',
      'FROM debian:12\nENV NODE_ENV=production\nRUN make\n',
    ],
    'a variable that the command would see, for review': [
      'FROM debian:12\nENV NODE_ENV=production\nRUN sudo npm install\n',
      'FROM debian:12\nENV NODE_ENV=production\nRUN npm install\n',
      'review',
    ],
    'a variable before sudo, for review': [
      'FROM debian:12\nRUN A=b sudo make\n',
      'FROM debian:12\nRUN A=b make\n',
      'review',
    ],
    'an exported variable, for review': [
      'FROM debian:12\nRUN export A=b && sudo make\n',
      'FROM debian:12\nRUN export A=b && make\n',
      'review',
    ],
    'a path with other programs, for review': [
      'FROM debian:12\nENV PATH=/opt/conda/bin:$PATH\nRUN sudo -E pip install x\n',
      'FROM debian:12\nENV PATH=/opt/conda/bin:$PATH\nRUN pip install x\n',
      'review',
    ],
  },
});
