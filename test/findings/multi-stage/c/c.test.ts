import { describe, expect, it } from 'vitest';
import { plainContext } from '../../../../src/remediation/check-context.ts';
import { composePatch } from '../../../../src/remediation/compose.ts';
import rule from '../../../../src/rules/build-tools-in-image.ts';
import recommends from '../../../../src/rules/no-install-recommends.ts';
import { knowledgeOf } from '../../../rules/image-knowledge.ts';
import { testRule } from '../../../rules/rule-table.ts';

const ALPINE =
  'FROM alpine:3.22\nRUN apk add --no-cache build-base openssl-dev\nWORKDIR /src\nCOPY . .\n';
const GCC = 'FROM gcc:14\nWORKDIR /src\nCOPY . .\n';

testRule(rule, {
  passes: {
    'nothing brings a compiler':
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends cmake\nWORKDIR /src\nCOPY . .\nRUN make\nCMD ["./tool"]\n',
    'the image has only tools for sources':
      'FROM buildpack-deps:bookworm-scm\nWORKDIR /src\nCOPY . .\nRUN make\nCMD ["./tool"]\n',
    'the compiler is removed again':
      'FROM debian:12\nRUN apt-get update && apt-get install -y gcc && gcc -o /x x.c && apt-get purge -y gcc\nCMD ["/x"]\n',
    'the compiler is for those who use the image':
      'FROM alpine:3.22\nRUN apk add build-base\nCMD ["sh"]\n',
    'another program than the built one is started':
      'FROM debian:12\nRUN apt-get update && apt-get install -y build-essential python3\nRUN make -C /opt/x\nCMD ["python3", "app.py"]\n',
    'the program comes from a package':
      'FROM alpine:3.22\nRUN apk add build-base nginx\nRUN make install\nCMD ["nginx"]\n',
    'the image is none that is known':
      'FROM example.org/base\nRUN apt-get install -y gcc\nRUN gcc -o /x x.c\nCMD ["/x"]\n',
  },
  leaves: {
    'the image has compilers, whatever the file installs': [
      'FROM buildpack-deps:bookworm\nWORKDIR /src\nCOPY . .\nRUN gcc -o tool main.c -lfoo\nCMD ["./tool"]\n',
      [1],
      /library of `-lfoo`/,
    ],
    'more than the program is installed': [
      'FROM debian:12\nRUN apt-get update && apt-get install -y make gcc libc6-dev\nWORKDIR /src\nCOPY . .\nRUN ./configure && make && make install\nCMD ["tool"]\n',
      [1],
      /line 5 runs `make install`, which may install more.*FROM debian:12-slim/,
    ],
    'a Makefile installs a manual, too': {
      text: `${GCC}RUN make && make install\nCMD ["tool"]\n`,
      lines: [1],
      reason: /line 4 runs `make install`, which may install more/,
      files: {
        Makefile:
          'tool: main.c\n\tcc -o tool main.c\ninstall:\n\tcp tool /usr/local/bin/\n\tcp tool.1 /usr/local/share/man/man1/\n',
        'main.c': '',
      },
    },
    'a Makefile installs where the command says': {
      text: `${GCC}RUN make && make install PREFIX=/opt\nCMD ["tool"]\n`,
      lines: [1],
      reason: /line 4 runs `make install PREFIX=\/opt`, which may install more/,
      files: {
        Makefile: 'PREFIX=/usr/local\ntool: main.c\ninstall:\n\tcp tool $(PREFIX)/bin/\n',
        'main.c': '',
      },
    },
    'g++ of the image has a newer library than Debian': [
      `${GCC}RUN g++ -o tool main.cpp\nCMD ["./tool"]\n`,
      [1],
      /libstdc\+\+\.so\.6.*COPY --from=build \/src\/tool/,
    ],
    'a library is linked whose package is not known': [
      `${GCC}RUN gcc -o tool main.c -lfoo\nCMD ["./tool"]\n`,
      [1],
      /library of `-lfoo`/,
    ],
    'the program is built among the files of the image': [
      'FROM gcc:14\nCOPY . .\nRUN make\nCMD ["./tool"]\n',
      [1],
      /built in `\/`/,
    ],
  },
  fixes: {
    'cmake brings the compiler, as nothing says that what it recommends is not wanted': {
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y cmake\nWORKDIR /src\nCOPY . .\nRUN cmake . && make tool\nCMD ["./tool"]\n',
      after:
        'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y cmake\nWORKDIR /src\nCOPY . .\nRUN cmake . && make tool\n\nFROM debian:12-slim\nWORKDIR /src\nCOPY --from=build /src/tool /src/tool\nCMD ["./tool"]\n',
    },
    'a program in C++ is linked to OpenSSL on Alpine': {
      before: `${ALPINE}RUN g++ -o tool main.cpp -lssl -lcrypto\nCMD ["./tool"]\n`,
      after:
        'FROM alpine:3.22 AS build\nRUN apk add --no-cache build-base openssl-dev\nWORKDIR /src\nCOPY . .\nRUN g++ -o tool main.cpp -lssl -lcrypto\n\nFROM alpine:3.22\nRUN apk add --no-cache libcrypto3 libgcc libssl3 libstdc++\nWORKDIR /src\nCOPY --from=build /src/tool /src/tool\nCMD ["./tool"]\n',
      files: { 'main.cpp': 'int main() {}\n' },
      preconditions: {
        '`g++ -o tool main.cpp -lssl -lcrypto` makes `/src/tool`': 'held',
        'the program reads nothing else below `/src` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'the compiler of an image for it needs no library besides libc': {
      before: `${GCC}RUN make\nEXPOSE 80\nCMD ["./tool"]\n`,
      after:
        'FROM gcc:14 AS build\nWORKDIR /src\nCOPY . .\nRUN make\n\nFROM debian:trixie-slim\nWORKDIR /src\nCOPY --from=build /src/tool /src/tool\nEXPOSE 80\nCMD ["./tool"]\n',
      files: { Makefile: 'tool: main.c\n', 'main.c': 'int main(void) { return system("ls"); }\n' },
      preconditions: {
        '`make` makes `/src/tool`': 'held',
        'the program is linked to no library but the C library': 'unknown',
        'the program is in C, not in C++': 'held',
        'the program reads nothing else below `/src` at run time': 'held',
        'the program starts no other program of the build image, as `main.c` may': 'unknown',
      },
    },
    'a Makefile tells that make install brings the program and nothing else': {
      before: `${GCC}RUN make && make install\nCMD ["tool"]\n`,
      after:
        'FROM gcc:14 AS build\nWORKDIR /src\nCOPY . .\nRUN make && make install\n\nFROM debian:trixie-slim\nWORKDIR /src\nCOPY --from=build /usr/local/bin/tool /usr/local/bin/tool\nCMD ["tool"]\n',
      files: {
        Makefile:
          'PREFIX ?= /usr/local\nPROG = tool\n$(PROG): main.c\n\tcc -o $(PROG) main.c\ninstall: $(PROG)\n\tmkdir -p $(DESTDIR)$(PREFIX)/bin\n\t@install -m 755 $(PROG) $(DESTDIR)$(PREFIX)/bin/$(PROG)\n',
        'main.c': 'int main(void) { return 0; }\n',
      },
      preconditions: {
        '`make install` makes `/usr/local/bin/tool`': 'held',
        'the program is linked to no library but the C library': 'unknown',
        'the program is in C, not in C++': 'held',
        'the program reads nothing else below `/src` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'the sources are fetched': {
      before:
        'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y build-essential git\nRUN git clone https://example.org/tool.git /src && cd /src && make\nCMD ["/src/tool"]\n',
      after:
        'FROM ubuntu:22.04 AS build\nRUN apt-get update && apt-get install -y build-essential git\nRUN git clone https://example.org/tool.git /src && cd /src && make\n\nFROM ubuntu:22.04\nCOPY --from=build /src/tool /src/tool\nCMD ["/src/tool"]\n',
      files: {},
      preconditions: {
        '`make` makes `/src/tool`': 'unknown',
        'the program is in C, not in C++': 'unknown',
        'the program reads nothing else below `/src` at run time; which files the build folder has is not known':
          'unknown',
        'the program starts no other program of the build image': 'unknown',
      },
    },
  },
});

describe('a call that names what came because it was recommended', () => {
  it('gets its option, as the compiler that it names was found before', () => {
    const text =
      'FROM debian:12\nRUN apt-get update && apt-get install -y cmake\nWORKDIR /src\nRUN curl -O https://example.org/x.tgz\nRUN cmake . && make && make install\nCMD ["./tool"]\n';
    const context = plainContext([rule, recommends], knowledgeOf({}));
    const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
    const { after, left } = composePatch({ path: 'Dockerfile', text }, context, policy);
    expect(after).toContain(
      'apt-get install -y --no-install-recommends cmake ca-certificates gcc make',
    );
    expect(left.map(({ rule: id }) => id)).toEqual(['build-tools-in-image']);
  });
});
