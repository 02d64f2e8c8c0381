import rule from '../../src/rules/prefer-copy.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'COPY copies': 'FROM a:1\nCOPY a.txt b.tar /x/\n',
    'ADD unpacks archives':
      'FROM a:1\nADD a.tar.gz /x/\nADD b.tgz /x/\nADD *.tar.xz /x/\nADD c.bz2 /x\n',
    'one of the sources is an archive': 'FROM a:1\nADD a.txt b.tar /x/\n',
    'ADD downloads': 'FROM a:1\nADD https://example.com/a.txt /x/\n',
    'ADD clones':
      'FROM a:1\nADD git@github.com:a/b.git /x/\nADD https://github.com/a/b.git#v1 /y/\n',
    'the default of an ARG is an address': 'FROM a:1\nARG U=https://example.com/a\nADD $U /x\n',
    'ADD is told to unpack': 'FROM a:1\nADD --unpack=true rootfs /\n',
  },
  leaves: {
    'a flag is known to ADD only': [
      'FROM a:1\nADD --unpack=false a.txt /x\n',
      [2],
      /COPY has no `--unpack`/,
    ],
    'another flag is known to ADD only': [
      'FROM a:1\nADD --keep-git-dir=true a.txt /x\n',
      [2],
      /keep-git-dir/,
    ],
  },
  fixes: {
    'a file with an ending': ['FROM a:1\nADD run.sh /x\n', 'FROM a:1\nCOPY run.sh /x\n'],
    'a zip file, which ADD never unpacks': [
      'FROM a:1\nADD app.jar b.zip /x/\n',
      'FROM a:1\nCOPY app.jar b.zip /x/\n',
    ],
    'a hidden file': ['FROM a:1\nADD .bashrc /root/\n', 'FROM a:1\nCOPY .bashrc /root/\n'],
    'a directory': [
      'FROM a:1\nADD . /x\nADD app/ /y\nADD ./ ../ /z/\n',
      'FROM a:1\nCOPY . /x\nCOPY app/ /y\nCOPY ./ ../ /z/\n',
    ],
    'a pattern with an ending': [
      'FROM a:1\nADD conf/*.conf /x/\n',
      'FROM a:1\nCOPY conf/*.conf /x/\n',
    ],
    'a well-known name': [
      'FROM a:1\nADD Gemfile Makefile src /x/\n',
      'FROM a:1\nCOPY Gemfile Makefile src /x/\n',
    ],
    'a variable inside a local path with an ending': [
      'FROM a:1\nARG V\nADD conf/$V.conf /x\n',
      'FROM a:1\nARG V\nCOPY conf/$V.conf /x\n',
    ],
    'flags that COPY has, too': [
      'FROM a:1\nADD --chown=1:1 --chmod=644 --link a.txt /x\n',
      'FROM a:1\nCOPY --chown=1:1 --chmod=644 --link a.txt /x\n',
    ],
    'a JSON array in small letters': [
      'from a:1\nadd ["a b.txt", "/x"]\n',
      'from a:1\ncopy ["a b.txt", "/x"]\n',
    ],
    'a here-document': [
      'FROM a:1\nADD <<EOF /x\ntext\nEOF\n',
      'FROM a:1\nCOPY <<EOF /x\ntext\nEOF\n',
    ],
    'the trigger of ONBUILD': ['FROM a:1\nONBUILD ADD . /x\n', 'FROM a:1\nONBUILD COPY . /x\n'],
    'backslashes of Windows': [
      '# escape=`\nFROM a:1\nADD src\\run.ps1 C:\\x\\\n',
      '# escape=`\nFROM a:1\nCOPY src\\run.ps1 C:\\x\\\n',
    ],
    'a name without an ending, after a look': [
      'FROM a:1\nADD rootfs /\n',
      'FROM a:1\nCOPY rootfs /\n',
      'review',
    ],
    'a pattern without an ending, after a look': [
      'FROM a:1\nADD app/* /x/\n',
      'FROM a:1\nCOPY app/* /x/\n',
      'review',
    ],
    'an ending that may hide an archive, after a look': [
      'FROM a:1\nADD a.gem /x/\n',
      'FROM a:1\nCOPY a.gem /x/\n',
      'review',
    ],
    'a version for an ending, after a look': [
      'FROM a:1\nADD app-1.2 /x/\n',
      'FROM a:1\nCOPY app-1.2 /x/\n',
      'review',
    ],
    'a variable in front, after a look': [
      'FROM a:1\nARG JAR=target/*.jar\nADD ${JAR} app.jar\n',
      'FROM a:1\nARG JAR=target/*.jar\nCOPY ${JAR} app.jar\n',
      'review',
    ],
  },
});
