import rule from '../../src/rules/go-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'only the program leaves the stage':
      'FROM golang:1.25 AS b\nRUN go build -o /app .\nFROM scratch\nCOPY --from=b /app /app\n',
    'the caches are mounts':
      'FROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod go build .\n',
    'the caches are emptied': 'FROM golang:1.25\nRUN go build . && go clean -cache\n',
    'a folder of them is removed': 'FROM golang:1.25\nRUN go install x@v1 && rm -rf /go/pkg\n',
    'nothing is built': 'FROM golang:1.25\nRUN go version\n',
  },
  leaves: {
    'modules are downloaded for a later step': [
      'FROM golang:1.25\nRUN go mod download\nCOPY . .\nRUN go build . && rm -rf /go/pkg\n',
      [2],
      /line 4 uses this cache/,
    ],
    'an earlier layer holds the modules': [
      'FROM golang:1.25\nRUN go mod download\nRUN go build .\n',
      [2, 3],
      /line 3 uses this cache|line 2 fills this cache already/,
    ],
    'the container builds': [
      'FROM golang:1.25\nRUN go mod download\nCMD ["go", "run", "."]\n',
      [2],
      /line 3 uses this cache/,
    ],
    'go itself is taken away': [
      'FROM alpine:3.20\nRUN apk add go && go build . && apk del go\n',
      [2],
      /may remove/,
    ],
  },
  fixes: {
    'a program is built in the stage that is shipped': [
      'FROM golang:1.25\nRUN CGO_ENABLED=0 go build -o /a .\nCMD ["/a"]\n',
      'FROM golang:1.25\nRUN CGO_ENABLED=0 go build -o /a . && go clean -cache -modcache\nCMD ["/a"]\n',
    ],
  },
});
