export type RuntimeName =
  'node' | 'python' | 'go' | 'dotnet' | 'dotnet-sdk' | 'php' | 'java' | 'ruby' | 'rust';

/** The images that bring a runtime, and where they name its version. */
export interface RuntimeImages {
  readonly runtime: RuntimeName;
  /** `start` of the tag, behind a word such as `jdk` or `php` in the `tag`, or in the `name`. */
  readonly place: 'start' | 'tag' | 'name';
  /** Names of the catalogue, separated by blanks; `*` stands for anything. */
  readonly names: string;
}

/** From the pages of the images on their registries, read in 2026-11. The first that fits counts. */
export const RUNTIME_IMAGES: readonly RuntimeImages[] = [
  {
    runtime: 'node',
    place: 'start',
    names:
      'node bitnami/node cimg/node circleci/node cgr.dev/*/node public.ecr.aws/lambda/nodejs amazon/aws-lambda-nodejs',
  },
  { runtime: 'node', place: 'name', names: 'gcr.io/distroless/nodejs* */ubi*/nodejs-*' },
  {
    runtime: 'python',
    place: 'start',
    names:
      'python pypy bitnami/python cimg/python circleci/python cgr.dev/*/python public.ecr.aws/lambda/python amazon/aws-lambda-python',
  },
  { runtime: 'python', place: 'name', names: 'gcr.io/distroless/python* */ubi*/python-*' },
  {
    runtime: 'go',
    place: 'start',
    names: 'golang bitnami/golang cimg/go circleci/golang cgr.dev/*/go',
  },
  {
    runtime: 'dotnet-sdk',
    place: 'start',
    names: 'mcr.microsoft.com/dotnet/sdk mcr.microsoft.com/dotnet/nightly/sdk',
  },
  {
    runtime: 'dotnet',
    place: 'start',
    names:
      'mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime* mcr.microsoft.com/dotnet/nightly/* public.ecr.aws/lambda/dotnet',
  },
  {
    runtime: 'php',
    place: 'start',
    names: 'php bitnami/php-fpm cimg/php circleci/php cgr.dev/*/php',
  },
  { runtime: 'php', place: 'tag', names: 'dunglas/frankenphp wordpress joomla drupal' },
  { runtime: 'php', place: 'name', names: '*/ubi*/php-*' },
  {
    runtime: 'ruby',
    place: 'start',
    names: 'ruby bitnami/ruby cimg/ruby circleci/ruby cgr.dev/*/ruby',
  },
  { runtime: 'ruby', place: 'name', names: '*/ubi*/ruby-*' },
  { runtime: 'rust', place: 'start', names: 'rust cimg/rust cgr.dev/*/rust' },
  {
    runtime: 'java',
    place: 'start',
    names:
      'eclipse-temurin openjdk amazoncorretto ibm-semeru-runtimes ibmjava sapmachine bellsoft/liberica-* azul/zulu-* mcr.microsoft.com/openjdk/jdk bitnami/java cimg/openjdk circleci/openjdk cgr.dev/*/jdk cgr.dev/*/jre public.ecr.aws/lambda/java',
  },
  {
    runtime: 'java',
    place: 'tag',
    names: 'maven gradle tomcat jetty tomee clojure groovy',
  },
  { runtime: 'java', place: 'name', names: 'gcr.io/distroless/java* */ubi*/openjdk-*' },
];
