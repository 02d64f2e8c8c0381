import rule from '../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../rules/rule-table.ts';

type Files = Readonly<Record<string, string>>;

/** A file that builds in one language, and what the second stage of its split gets. */
interface Sample {
  readonly build: string;
  readonly ending: string;
  readonly runtime: string;
  readonly files: Files;
}

const JAVA: Sample = {
  build: 'FROM maven:3.9-eclipse-temurin-17\nWORKDIR /app\nCOPY . .\nRUN mvn package\n',
  ending: '',
  runtime:
    'FROM eclipse-temurin:17-jre\nWORKDIR /app\nCOPY --from=build /app/target/app.jar /app/target/app.jar\nCOPY --from=build /app/start.sh /app/start.sh\n',
  files: {
    'pom.xml': '<project><artifactId>spring-boot-maven-plugin</artifactId></project>',
    'src/main/java/App.java': 'class App {}',
  },
};

const NODE: Sample = {
  build: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n',
  ending: 'RUN npm prune --omit=dev\n',
  runtime:
    'FROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app/package.json /app/package.json\nCOPY --from=build /app/node_modules /app/node_modules\nCOPY --from=build /app/dist /app/dist\nCOPY --from=build /app/start.sh /app/start.sh\n',
  files: {
    'package.json':
      '{"scripts":{"build":"tsc"},"dependencies":{"ms":"2"},"devDependencies":{"typescript":"5"}}',
    'tsconfig.json': '{}',
    'src/main.ts': "import ms from 'ms';\n",
  },
};

const PYTHON: Sample = {
  build:
    'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev\nRUN pip install psycopg2\n',
  ending: '',
  runtime:
    'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nCOPY --from=build /usr/local/bin /usr/local/bin\n',
  files: { 'app.py': 'print(1)\n' },
};

const START = 'CMD ["./start.sh"]\n';
/** Behind the installation of Python's packages. */
const SOURCES = 'WORKDIR /app\nCOPY . .\n';

function starts(sample: Sample, script: string, start = START) {
  const { build, ending, runtime, files } = sample;
  return {
    before: `${build}${start}`,
    after: `${build.replace('\n', ' AS build\n')}${ending}\n${runtime}${start}`,
    files: { ...files, 'start.sh': script },
  };
}

function leaves({ build, files }: Sample, script: string, reason: RegExp, start = START) {
  return {
    text: `${build}${start}`,
    lines: [1],
    files: { ...files, 'start.sh': script },
    reason,
  };
}

testRule(rule, {
  fixes: {
    'and ships the script that starts a jar': starts(
      JAVA,
      '#!/bin/sh\nset -e\necho "on $PORT"\nexec java $JAVA_OPTS -jar target/app.jar "$@"\n',
    ),
    'and ships the entry point that hands over to java': starts(
      JAVA,
      '#!/bin/bash\nexec "$@"\n',
      'ENTRYPOINT ["./start.sh"]\nCMD ["java", "-jar", "target/app.jar"]\n',
    ),
    'and ships the script that starts node': starts(
      NODE,
      '#!/bin/sh\nexport NODE_ENV=production\nexec node dist/main.js\n',
    ),
    'and lets a script start programs of Python packages': starts(
      PYTHON,
      '#!/bin/bash\npython manage.py migrate\nexec gunicorn app:app\n',
      SOURCES + START,
    ),
  },
  leaves: {
    'a script that starts Maven’s build besides the jar': leaves(
      JAVA,
      '#!/bin/sh\nmvn -q verify\nexec java -jar target/app.jar\n',
      /^line 2 of its start script `start\.sh` runs `mvn` besides what line 3 starts; /,
    ),
    'a script that looks at the process with a tool of the JDK': leaves(
      JAVA,
      '#!/bin/sh\njava -jar target/app.jar &\njcmd 1 VM.flags\n',
      /^line 2 of its start script `start\.sh` runs `java` besides what line 3 starts; /,
    ),
    'a script that goes elsewhere before it starts the jar': leaves(
      JAVA,
      '#!/bin/sh\ncd target\nexec java -jar app.jar\n',
      /^in which directory its start script `start\.sh` starts the program is not clear; /,
    ),
    'a script that names its jar by a variable': leaves(
      JAVA,
      '#!/bin/sh\nexec java -jar "$JAR"\n',
      /^what `-jar` names is not to be seen; /,
    ),
    'a script that reads a file of the build': leaves(
      JAVA,
      '#!/bin/sh\ngrep version pom.xml\nexec java -jar target/app.jar\n',
      /^its start script `start\.sh` names `pom\.xml`, which may be of the build; /,
    ),
    'a script that starts the program by a tool that the image may lack': leaves(
      JAVA,
      '#!/bin/sh\nexec nice java -jar target/app.jar\n',
      /^`nice` stands between its start script `start\.sh` and the program; /,
    ),
    'a script that migrates before it starts node': leaves(
      NODE,
      '#!/bin/sh\nnpx typeorm migration:run\nexec node dist/main.js\n',
      /^line 2 of its start script `start\.sh` runs `\w+` besides what line 3 starts; /,
    ),
    'a script that starts node in the background': leaves(
      NODE,
      '#!/bin/sh\nnode dist/main.js &\nwait\n',
      /^line 2 of its start script `start\.sh` runs `node`, and not only as its last step; /,
    ),
    'a script for bash on Alpine': leaves(
      { ...NODE, build: NODE.build.replace('node:22', 'node:22-alpine') },
      '#!/bin/bash\nexec node dist/main.js\n',
      /^its start script `start\.sh` is for bash, which plain Alpine has not; /,
    ),
    'a script that compiles before it starts Python': leaves(
      PYTHON,
      '#!/bin/sh\nmake -C ext\nexec python app.py\n',
      /^line 2 of its start script `start\.sh` calls make, which compiles; /,
      SOURCES + START,
    ),
    'a script that asks by a tool that the slim image has not': leaves(
      PYTHON,
      '#!/bin/sh\ncurl -sf http://config/x > x.json\nexec python app.py\n',
      /^line 2 of its start script `start\.sh` calls curl, which python:3\.13-slim has not; /,
      SOURCES + START,
    ),
    'a script of Python’s image with a broken line': leaves(
      PYTHON,
      '#!/bin/sh\nif true\nexec python app.py\n',
      /^its start script `start\.sh` cannot be read; /,
      SOURCES + START,
    ),
  },
  passes: {
    'a script starts the development server': {
      text: `${NODE.build}${START}`,
      files: { ...NODE.files, 'start.sh': '#!/bin/sh\nexec node --watch src/main.ts\n' },
    },
    'a script starts Maven': {
      text: `${JAVA.build}${START}`,
      files: { ...JAVA.files, 'start.sh': '#!/bin/sh\nexec mvn spring-boot:run\n' },
    },
  },
});
