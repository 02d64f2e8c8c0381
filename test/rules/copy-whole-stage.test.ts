import rule from '../../src/rules/copy-whole-stage.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a path is copied': 'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b /app /app\n',
    'everything is copied to a directory':
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b / /b/\n',
    'a directory is copied to the root':
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b /out/ /\n',
    'the stage holds only what was gathered':
      'FROM scratch AS files\nCOPY a /etc/\nFROM debian:12\nCOPY --from=files / /\n',
    'the context is copied': 'FROM debian:12\nCOPY / /\n',
    'the copy flattens layers': 'FROM debian:12 AS b\nFROM scratch\nCOPY --from=b / /\n',
    'the copy flattens layers onto a stage of scratch':
      'FROM debian:12 AS b\nFROM scratch AS s\nFROM s\nCOPY --from=b / /\n',
  },
  leaves: {
    'a stage is copied over an image': [
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b / /\n',
      [3],
      /^which files of `b` this image needs is not in the file: copy those paths only$/,
    ],
    'the stage writes to some places, and the image starts a program': [
      'FROM golang:1.23 AS b\nWORKDIR /src\nCOPY . /src/\nCOPY x /y\nFROM debian:12\nCOPY --from=0 / /\nCMD ["/app", "-v"]\n',
      [6],
      /`0` \(it writes to `\/src`, `\/y`\) .* only, `\/app` and what it reads$/,
    ],
    'both stand on the same image': [
      'ARG V=12\nFROM debian:$V AS b\nRUN make\nFROM debian:12\nCOPY --from=b / /\n',
      [5],
      /^`b` stands on the same image, `debian:12`: begin this stage with `FROM b`/,
    ],
    'an image is copied, in quotes': [
      'FROM debian:12\nCOPY --from=alpine:3.20 ["/", "/"]\n',
      [2],
      /^which files of the image `alpine:3\.20` .* copy these paths$/,
    ],
    'a stage that nothing uses gets it': [
      'FROM debian:12 AS dev\nCOPY --from=tools / /\nFROM debian:12\n',
      [2],
      /only a build with `--target dev` gets it$/,
    ],
  },
});
