import rule from '../../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../../rules/rule-table.ts';

const BOOT = {
  'pom.xml': '<project><artifactId>spring-boot-maven-plugin</artifactId></project>',
  'src/main/java/App.java': 'class App {}',
};

function maven(...more: readonly string[]): string {
  const lines = ['FROM maven:3.9-eclipse-temurin-17', 'WORKDIR /app', 'COPY . .'];
  return [...lines, 'RUN mvn package', ...more, ''].join('\n');
}

function split(...more: readonly string[]): string {
  const lines = [
    'FROM maven:3.9-eclipse-temurin-17 AS build',
    'WORKDIR /app',
    'COPY . .',
    'RUN mvn package',
    '',
    'FROM eclipse-temurin:17-jre',
    'WORKDIR /app',
  ];
  return [...lines, ...more, ''].join('\n');
}

const JAR = 'COPY --from=build /app/target/app.jar /app/target/app.jar';
const START = 'CMD ["java", "-jar", "target/app.jar"]';

testRule(rule, {
  passes: {
    'there are two stages': split(JAR, START),
    'the image starts the build tool': maven('CMD ["mvn", "spring-boot:run"]'),
    'the image starts the wrapper':
      'FROM eclipse-temurin:17-jdk\nWORKDIR /app\nCOPY . .\nRUN ./gradlew build\nCMD ["./gradlew", "bootRun"]\n',
    'the image is there for its tools': 'FROM maven:3.9-eclipse-temurin-17\nRUN mvn --version\n',
    'nothing is started': maven(),
    'a JRE runs a jar':
      'FROM eclipse-temurin:17-jre\nCOPY app.jar /app.jar\nCMD ["java", "-jar", "/app.jar"]\n',
    'a JDK is used at run time':
      'FROM eclipse-temurin:17-jdk\nCOPY app.jar /app.jar\nHEALTHCHECK CMD jcmd 1 VM.uptime\nCMD ["java", "-jar", "/app.jar"]\n',
    'another tool compiles with the JDK':
      'FROM eclipse-temurin:17-jdk\nCOPY . /app\nRUN grails war\nCMD ["java", "-jar", "/app/x.jar"]\n',
  },
  leaves: {
    'a time zone that is set before the build': [
      'FROM maven:3.9-eclipse-temurin-17\nRUN ln -sf /usr/share/zoneinfo/Europe/Paris /etc/localtime\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^line 2 runs `ln -sf \/usr\/share\/zoneinfo\/Europe\/Paris \/etc\/localtime`, and which stage needs that/,
    ],
    'a folder for what the program writes': [
      'FROM maven:3.9-eclipse-temurin-17\nWORKDIR /app\nRUN mkdir -p /app/logs\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^line 3 runs `mkdir -p \/app\/logs`, and which stage needs that/,
    ],
    'an archive that ADD unpacks': [
      'FROM maven:3.9-eclipse-temurin-17\nWORKDIR /app\nCOPY . .\nADD config.tar.gz /app/config/\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^line 4 adds `config\.tar\.gz`, and which files that brings is not in the file; /,
    ],
    'files in a folder of the system': [
      'FROM maven:3.9-eclipse-temurin-17\nWORKDIR /app\nCOPY config /etc\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^files are copied into `\/etc`, where the image has files of its own; /,
    ],
    'a volume over the program': [
      maven('VOLUME /app', START),
      [1],
      /^its VOLUME `\/app` holds the program; /,
    ],
    'a folder of the host over the program': {
      text: maven(START),
      files: {
        ...BOOT,
        'compose.yaml': 'services:\n  app:\n    build: .\n    volumes:\n      - .:/app\n',
      },
      lines: [1],
      reason:
        /^compose\.yaml line 5 mounts a folder of the host over `\/app\/target\/app\.jar`, so that/,
    },
    'files of an owner with a name': [
      'FROM maven:3.9-eclipse-temurin-17\nRUN useradd app\nWORKDIR /app\nCOPY --chown=app . .\nRUN mvn package\nUSER app\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^line 4 gives files to `app`, who may have another number in `eclipse-temurin:17-jre`; /,
    ],
    'a JDK that only runs a jar': [
      'FROM openjdk:17-jdk-slim\nCOPY app.jar /app.jar\nENTRYPOINT ["java", "-jar", "/app.jar"]\n',
      [1],
      'nothing is compiled here, so a JRE is enough: `FROM eclipse-temurin:17-jre`',
    ],
    'a tag that does not say which Java': [
      'FROM maven:3.9\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^the tag of maven:3\.9 does not say which Java it has; choose/,
    ],
    'a vendor without a JRE image': [
      'FROM amazoncorretto:17\nWORKDIR /app\nCOPY . .\nRUN ./mvnw package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      'choose the smallest image with the Java of amazoncorretto:17 that has no compiler',
    ],
    'a start script for bash on Alpine': [
      'FROM sbtscala/scala-sbt:eclipse-temurin-alpine-21.0.8_9_1.11.5_3.3.6\nWORKDIR /app\nCOPY . .\nRUN sbt stage\nCMD ["target/universal/stage/bin/app"]\n',
      [1],
      /^the start script of sbt is for bash, which eclipse-temurin:21\.0\.8_9-jre-alpine has not; /,
    ],
    'a script that starts the program': [
      maven('CMD ["./run.sh"]'),
      [1],
      '`./run.sh` is started; once that is clear, name this stage `build` and ship a second one, `FROM eclipse-temurin:17-jre`, with what the program needs copied out of it',
    ],
    'a shell line with two commands': [
      maven('CMD ./migrate.sh && java -jar target/app.jar'),
      [1],
      /^its command runs `migrate\.sh` and `java`, not one program; .*`COPY --from=build \/app\/target\/app\.jar \/app\/target\/app\.jar`$/,
    ],
    'a jar whose name is not known': [
      maven('CMD java -jar target/$NAME.jar'),
      [1],
      /^what `-jar` names is not to be seen; /,
    ],
    'a debugger that attaches': [
      maven(
        'CMD ["java", "-agentlib:jdwp=transport=dt_socket,address=5005", "-jar", "target/app.jar"]',
      ),
      [1],
      'jdwp at run time belongs to a JDK, which eclipse-temurin:17-jre has not',
    ],
    'a package that may be for either stage': [
      'FROM maven:3.9-eclipse-temurin-17\nRUN apt-get update && apt-get install -y fontconfig\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^line 2 runs `apt-get install -y fontconfig`, and which stage needs that is not to be seen; /,
    ],
    'a health check with a tool that the small image lacks': [
      'FROM maven:3.9-eclipse-temurin-17-alpine\nWORKDIR /app\nCOPY . .\nRUN mvn package\nHEALTHCHECK CMD curl -f localhost:8080\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^HEALTHCHECK calls curl, which eclipse-temurin:17-jre-alpine has not; /,
    ],
    'a jar that needs the jars beside it': {
      text: maven(START),
      files: { ...BOOT, 'pom.xml': '<project><addClasspath>true</addClasspath></project>' },
      lines: [1],
      reason:
        /^the jar needs the libraries beside it, so copy their folder too; .*COPY --from=build \/app\/target\/app\.jar/,
    },
    'another user in the middle': [
      maven('USER 1000', 'RUN mvn install', START),
      [1],
      /^`USER 1000` stands before the build, and the runtime stage needs that user too/,
    ],
    'triggers for other images': [maven('ONBUILD COPY . .', START), [1], /^its ONBUILD triggers/],
    'a stage that compose builds by its name': {
      text: maven(START).replace('17\n', '17 AS app\n'),
      files: {
        ...BOOT,
        'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: app\n',
      },
      lines: [1],
      reason: /^compose\.yaml line \d builds the stage `app` by its name/,
    },
    'settings at the end only': [
      'FROM maven:3.9-eclipse-temurin-17\nCMD ["java", "-jar", "/app/app.jar"]\nWORKDIR /app\nCOPY . .\nRUN mvn package && cp target/x.jar /app/app.jar\n',
      [1],
      /^no instruction stands behind the build; /,
    ],
    'a Java without support': [
      'FROM maven:3.9-eclipse-temurin-18\nWORKDIR /app\nCOPY pom.xml .\nCOPY src src\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      [1],
      /^`eclipse-temurin:18-jre` would be the image to ship, and/,
    ],
  },
  fixes: {
    'a jar that Spring Boot packs': {
      before: maven('EXPOSE 8080', START),
      after: split(JAR, 'EXPOSE 8080', START),
      files: BOOT,
      preconditions: {
        'target/app.jar holds all that it needs': 'held',
        'What else is copied are sources and settings of the build': 'held',
        'The program needs no compiler and no other tool of the JDK': 'held',
      },
    },
    'a jar about which nothing is known': {
      before: maven(START),
      after: split(JAR, START),
      preconditions: {
        'target/app.jar holds all that it needs': 'unknown',
        'The program reads nothing of the build context while it runs': 'unknown',
        'The program needs no compiler and no other tool of the JDK': 'unknown',
      },
    },
    'a program that may compile while it runs': {
      before: maven(START),
      after: split(JAR, START),
      files: { ...BOOT, 'src/main/java/App.java': 'import javax.tools.ToolProvider;' },
      preconditions: {
        'target/app.jar holds all that it needs': 'held',
        'What else is copied are sources and settings of the build': 'held',
        'The program needs no compiler and no other tool of the JDK, as `src/main/java/App.java` may':
          'unknown',
      },
    },
    'folders beside the sources that the program may read': {
      before: maven(START),
      after: split(JAR, 'COPY --from=build /app/config /app/config', START),
      files: { ...BOOT, 'config/app.yml': 'a: 1\n', 'README.md': '# x\n', 'core/pom.xml': '' },
    },
    'a pattern in the name of the jar': {
      before: maven('CMD java $JAVA_OPTS -jar target/*.jar'),
      after: split(
        'COPY --from=build /app/target /app/target',
        'CMD java $JAVA_OPTS -jar target/*.jar',
      ),
      files: BOOT,
    },
    'a jar that is moved, run by a user of its own': {
      before:
        'FROM eclipse-temurin:21-jdk-alpine\nWORKDIR /src\nCOPY gradlew build.gradle ./\nCOPY src src\nRUN ./gradlew bootJar\n' +
        'RUN mv build/libs/app.jar /app.jar\nRUN adduser -S app\nUSER app\nENTRYPOINT ["sh", "-c", "java ${JAVA_OPTS} -jar /app.jar"]\n',
      after:
        'FROM eclipse-temurin:21-jdk-alpine AS build\nWORKDIR /src\nCOPY gradlew build.gradle ./\nCOPY src src\nRUN ./gradlew bootJar\n' +
        'RUN mv build/libs/app.jar /app.jar\n\nFROM eclipse-temurin:21-jre-alpine\nWORKDIR /src\nCOPY --from=build /app.jar /app.jar\n' +
        'RUN adduser -S app\nUSER app\nENTRYPOINT ["sh", "-c", "java ${JAVA_OPTS} -jar /app.jar"]\n',
      preconditions: {
        '/app.jar holds all that it needs': 'held',
        'What else is copied are sources and settings of the build': 'held',
        'The program needs no compiler and no other tool of the JDK': 'unknown',
      },
    },
    'settings above the build, and options of Maven': {
      before:
        'FROM maven:3.9-eclipse-temurin-17\nENV MAVEN_OPTS=-Xmx1g\nENV PORT=8080\nEXPOSE 8080\nWORKDIR /app\nCOPY pom.xml .\nCOPY src src\n' +
        'RUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      after:
        'FROM maven:3.9-eclipse-temurin-17 AS build\nENV MAVEN_OPTS=-Xmx1g\nENV PORT=8080\nWORKDIR /app\nCOPY pom.xml .\nCOPY src src\n' +
        'RUN mvn package\n\nFROM eclipse-temurin:17-jre\nENV PORT=8080\nEXPOSE 8080\nWORKDIR /app\n' +
        'COPY --from=build /app/target/app.jar /app/target/app.jar\nCMD ["java", "-jar", "target/app.jar"]\n',
    },
    'a jar that sbt packs': {
      before:
        'FROM sbtscala/scala-sbt:eclipse-temurin-21.0.8_9_1.11.5_3.3.6\nWORKDIR /app\nCOPY build.sbt .\nCOPY src src\nRUN sbt assembly\nCMD ["java", "-jar", "target/app-assembly-1.jar"]\n',
      after:
        'FROM sbtscala/scala-sbt:eclipse-temurin-21.0.8_9_1.11.5_3.3.6 AS build\nWORKDIR /app\nCOPY build.sbt .\nCOPY src src\nRUN sbt assembly\n\n' +
        'FROM eclipse-temurin:21.0.8_9-jre\nWORKDIR /app\nCOPY --from=build /app/target/app-assembly-1.jar /app/target/app-assembly-1.jar\nCMD ["java", "-jar", "target/app-assembly-1.jar"]\n',
    },
    'a start script of Gradle': {
      before:
        'FROM gradle:8-jdk21\nWORKDIR /app\nCOPY build.gradle ./\nCOPY src src\nRUN gradle installDist\nCMD ["build/install/app/bin/app"]\n',
      after:
        'FROM gradle:8-jdk21 AS build\nWORKDIR /app\nCOPY build.gradle ./\nCOPY src src\nRUN gradle installDist\n\n' +
        'FROM eclipse-temurin:21-jre\nWORKDIR /app\nCOPY --from=build /app/build/install/app /app/build/install/app\n' +
        'CMD ["build/install/app/bin/app"]\n',
    },
    'an image that is no longer updated': {
      before:
        'FROM maven:3.6-jdk-11\nWORKDIR /app\nCOPY pom.xml .\nCOPY src src\nRUN mvn package\nCMD ["java", "-cp", "target/classes:target/lib/*", "x.Main"]\n',
      after:
        'FROM maven:3.6-jdk-11 AS build\nWORKDIR /app\nCOPY pom.xml .\nCOPY src src\nRUN mvn package\n\nFROM eclipse-temurin:11-jre\nWORKDIR /app\n' +
        'COPY --from=build /app/target/classes /app/target/classes\nCOPY --from=build /app/target/lib /app/target/lib\n' +
        'CMD ["java", "-cp", "target/classes:target/lib/*", "x.Main"]\n',
    },
    'arguments that name files of the sources': {
      before: maven('CMD ["java", "-jar", "target/app.jar", "-conf", "src/main/conf/config.json"]'),
      after: split(
        JAR,
        'COPY --from=build /app/src/main/conf/config.json /app/src/main/conf/config.json',
        'CMD ["java", "-jar", "target/app.jar", "-conf", "src/main/conf/config.json"]',
      ),
      files: BOOT,
    },
  },
});
