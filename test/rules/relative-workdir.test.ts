import rule from '../../src/rules/relative-workdir.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the path is absolute': 'FROM a:1\nWORKDIR /app\nWORKDIR "/srv"\n',
    'the path is absolute on Windows': '# escape=`\nFROM a:1\nWORKDIR C:\\app\nWORKDIR \\srv\n',
    'the path begins with a variable': 'FROM a:1\nARG D\nWORKDIR $D/x\nWORKDIR "${D}"\n',
    'the path is absolute and quoted around a variable': 'FROM a:1\nARG D\nWORKDIR "/x/${D}"\n',
    'the path is for images built on this': 'FROM a:1\nONBUILD WORKDIR app\n',
  },
  leaves: {
    'nothing is known of the base': [
      'FROM example.test/a:1\nWORKDIR app\n',
      [2],
      /in which directory `example\.test\/a:1` starts is not known here/,
    ],
    'Windows paths apply': ['# escape=`\nFROM a:1\nWORKDIR C:\\app\nWORKDIR src\n', [4], /Windows/],
    'the base is for Windows': [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR app\n',
      [2],
      /Windows/,
    ],
    'a tilde is no home directory': [
      'FROM debian:12\nWORKDIR /x\nWORKDIR ~/app\n',
      [3],
      /no home directory/,
    ],
    'a comment stands inside': [
      'FROM debian:12\nWORKDIR /x\nWORKDIR \\\n# c\n  y\n',
      [5],
      /comment/,
    ],
    'a variable has changed since': [
      'FROM debian:12\nENV A=/x\nWORKDIR $A\nENV A=/y\nWORKDIR z\n',
      [5],
      /has changed/,
    ],
    'two steps up from a variable': [
      'FROM debian:12\nENV A=/x\nWORKDIR $A\nWORKDIR ../z\n',
      [4],
      /`\.\.`/,
    ],
    'one before it could not be resolved': [
      'FROM debian:12\nENV A=/x\nWORKDIR $A\nWORKDIR ../z\nWORKDIR c\n',
      [4, 5],
      /`\.\.` beside a variable/,
    ],
    'the path is quoted around a variable': [
      'FROM debian:12\nARG A\nWORKDIR /x\nWORKDIR "y $A"\n',
      [4],
      /quotes/,
    ],
  },
  fixes: {
    'steps in one stage': [
      'FROM a:1\nWORKDIR /app\nRUN x\nWORKDIR ./src/\nWORKDIR ../doc\n',
      'FROM a:1\nWORKDIR /app\nRUN x\nWORKDIR /app/src\nWORKDIR /app/doc\n',
    ],
    'a step in a stage built on another': [
      'FROM a:1 AS b\nWORKDIR /app\nFROM c:1\nFROM b\nWORKDIR src\n',
      'FROM a:1 AS b\nWORKDIR /app\nFROM c:1\nFROM b\nWORKDIR /app/src\n',
    ],
    'a path in quotes': [
      'FROM a:1\nWORKDIR /app\nWORKDIR "my dir"\n',
      'FROM a:1\nWORKDIR /app\nWORKDIR /app/my dir\n',
    ],
    'an empty image starts at the root': [
      'FROM scratch\nWORKDIR app\n',
      'FROM scratch\nWORKDIR /app\n',
    ],
    'a variable of ENV in front': [
      'FROM a:1\nENV HOME_DIR=/app\nWORKDIR ${HOME_DIR}\nWORKDIR src\n',
      'FROM a:1\nENV HOME_DIR=/app\nWORKDIR ${HOME_DIR}\nWORKDIR ${HOME_DIR}/src\n',
    ],
    'a variable behind a slash': [
      'FROM a:1\nARG U\nWORKDIR /home/$U\nWORKDIR src\n',
      'FROM a:1\nARG U\nWORKDIR /home/$U\nWORKDIR /home/$U/src\n',
    ],
    'a build argument in front, after a look': [
      'FROM a:1\nARG D=/app\nWORKDIR $D\nWORKDIR src\n',
      'FROM a:1\nARG D=/app\nWORKDIR $D\nWORKDIR $D/src\n',
      'review',
    ],
    'the directory of a known base, after a look': [
      'FROM debian:12\nWORKDIR app\n',
      'FROM debian:12\nWORKDIR /app\n',
      'review',
    ],
  },
});
