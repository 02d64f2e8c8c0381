import { describe, expect, it } from 'vitest';
import { parseReference, printReference } from '../../src/image/reference.ts';
import { RETIRED_IMAGES, successorsOf } from '../../src/image/successor.ts';
import type { Successor } from '../../src/image/successor.ts';

function successorsTo(text: string): readonly Successor[] {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`${text} is not a reference`);
  return successorsOf(reference);
}

describe('the successors of a deprecated image, with the tag mapped', () => {
  const cases: readonly (readonly [reference: string, successors: readonly string[]])[] = [
    ['openjdk:17-jdk-slim', ['eclipse-temurin:17-jdk', 'amazoncorretto:17']],
    ['openjdk:17', ['eclipse-temurin:17-jdk', 'amazoncorretto:17']],
    ['openjdk:11-jre', ['eclipse-temurin:11-jre']],
    ['openjdk:11.0.11-jre-slim-buster', ['eclipse-temurin:11-jre']],
    ['openjdk:8-jdk-alpine', ['eclipse-temurin:8-jdk-alpine', 'amazoncorretto:8-alpine']],
    ['openjdk:17-jdk-alpine3.14', ['eclipse-temurin:17-jdk-alpine', 'amazoncorretto:17-alpine']],
    ['openjdk:8u312-jre', ['eclipse-temurin:8-jre']],
    [
      'openjdk:17-windowsservercore-ltsc2022',
      ['eclipse-temurin:17-jdk-windowsservercore-ltsc2022'],
    ],
    ['openjdk', ['eclipse-temurin']],
    ['openjdk:latest', ['eclipse-temurin:latest']],
    ['openjdk:22-ea-17-jdk', []],
    ['openjdk:7', []],
    [`openjdk:17@sha256:${'0a1b'.repeat(16)}`, ['eclipse-temurin:17-jdk', 'amazoncorretto:17']],
    ['arm64v8/openjdk:11-jre', ['arm64v8/eclipse-temurin:11-jre']],
    [
      'public.ecr.aws/docker/library/openjdk:11-jre',
      ['public.ecr.aws/docker/library/eclipse-temurin:11-jre'],
    ],
    ['java:openjdk-8-jdk', ['eclipse-temurin:8-jdk']],
    ['adoptopenjdk:11-jre-hotspot', ['eclipse-temurin:11-jre']],
    ['adoptopenjdk:8-jdk-openj9', ['ibm-semeru-runtimes:open-8-jdk']],
    ['adoptopenjdk/openjdk11:jre-11.0.19_7', ['eclipse-temurin:11.0.19_7-jre']],
    ['adoptopenjdk/openjdk11:alpine', ['eclipse-temurin:11-jdk-alpine']],
    ['adoptopenjdk/openjdk8', ['eclipse-temurin:8-jdk']],
    ['maven:3.8-openjdk-17-slim', ['maven:3.8-eclipse-temurin-17']],
    ['maven:3-jdk-11', ['maven:3-eclipse-temurin-11']],
    ['maven:3.9-eclipse-temurin-21', []],
    ['centos:7', ['almalinux:8', 'rockylinux/rockylinux:8', 'quay.io/centos/centos:stream9']],
    [
      'centos:centos8.4.2105',
      ['almalinux:8', 'rockylinux/rockylinux:8', 'quay.io/centos/centos:stream9'],
    ],
    ['rockylinux:9-minimal', ['rockylinux/rockylinux:9-minimal']],
    ['amazonlinux:2018.03', ['amazonlinux:2023']],
    ['amazonlinux:2', []],
    ['opensuse:42.3', ['opensuse/leap:42.3']],
    ['opensuse:tumbleweed', ['opensuse/tumbleweed:latest']],
    ['k8s.gcr.io/pause:3.9', ['registry.k8s.io/pause:3.9']],
    [
      'k8s.gcr.io/ingress-nginx/controller:v1.2.0',
      ['registry.k8s.io/ingress-nginx/controller:v1.2.0'],
    ],
    ['gcr.io/google-containers/pause:3.2', ['registry.k8s.io/pause:3.2']],
    ['gcr.io/google_containers/pause', ['registry.k8s.io/pause']],
    [
      'bitnami/postgresql:16.4.0-debian-12-r3',
      [
        'bitnamilegacy/postgresql:16.4.0-debian-12-r3',
        'postgres:16.4',
        'bitnamisecure/postgresql:latest',
      ],
    ],
    ['bitnami/kubectl:1.30', ['bitnamilegacy/kubectl:1.30', 'bitnamisecure/kubectl:latest']],
    ['bitnami/minideb:bookworm', []],
    ['bitnamilegacy/php-fpm:8.3.10-debian-12-r0', ['php:8.3.10-fpm']],
    ['circleci/golang:1.16-stretch', ['cimg/go:1.16']],
    ['circleci/node:14.17-browsers', ['cimg/node:14.17-browsers']],
    ['microsoft/dotnet:2.1-sdk', ['mcr.microsoft.com/dotnet/sdk:2.1']],
    [
      'microsoft/dotnet:2.1-aspnetcore-runtime-alpine',
      ['mcr.microsoft.com/dotnet/aspnet:2.1-alpine'],
    ],
    ['microsoft/dotnet:2.0-sdk', []],
    ['microsoft/aspnetcore:2.0', ['mcr.microsoft.com/dotnet/aspnet:2.1']],
    ['mcr.microsoft.com/dotnet/core/sdk:3.1', ['mcr.microsoft.com/dotnet/sdk:3.1']],
    ['jboss/keycloak:16.1.0', ['quay.io/keycloak/keycloak:16.1.0']],
    ['jenkins:2.60.3-alpine', ['jenkins/jenkins:2.60.3-alpine']],
    ['vault:1.13.3', ['hashicorp/vault:1.13.3']],
    ['node:8-onbuild', ['node:8']],
    ['node:onbuild', ['node:latest']],
    ['node:20', []],
    ['gcr.io/kaniko-project/executor:v1.23.2', ['ghcr.io/osscontainertools/kaniko:v1.23.2']],
    ['jupyter/base-notebook:latest', ['quay.io/jupyter/base-notebook:latest']],
    ['quay.io/jupyter/base-notebook:latest', []],
    ['ghcr.io/openjdk/openjdk:17', []],
    ['localhost:5000/openjdk:17', []],
  ];

  it.each(cases)('of %s are %j', (text, successors) => {
    const found = successorsTo(text).map(({ reference }) => printReference(reference));
    expect(found).toEqual(successors);
  });
});

describe('every row of a retired image', () => {
  it.each(RETIRED_IMAGES.map((row) => [row.name, row] as const))(
    '%s says why and where',
    (_, row) => {
      expect(row.source).toMatch(/^https:\/\/\S+$/);
      expect(row.why).toMatch(/[^.]$/);
    },
  );

  it('leads to no image that is retired in the same way', () => {
    const looped = RETIRED_IMAGES.flatMap(({ name }) =>
      successorsTo(`${name.replace('*', 'x')}:8-onbuild`).filter(
        ({ reference }) => `${reference.written}:${reference.tag ?? ''}` === `${name}:8-onbuild`,
      ),
    );
    expect(looped).toEqual([]);
  });
});
