import { describe, expect, test } from 'vitest';
import { catalogueFacts } from '../../src/image/catalogue.ts';
import { UNKNOWN_IMAGE } from '../../src/image/facts.ts';
import type { ImageFacts } from '../../src/image/facts.ts';
import { parseReference } from '../../src/image/reference.ts';
import { cpuTime } from '../cpu-time.ts';

const DIGEST = `sha256:${'0a1b'.repeat(16)}`;

function factsOf(text: string): ImageFacts {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`${text} is not a reference`);
  return catalogueFacts(reference);
}

/** In the order of the columns: distribution, libc, package manager, `/bin/sh`, bash, GNU wget. */
type System = readonly [string, string, string, string, boolean | 'unknown', boolean | 'unknown'];

function systemOf(text: string): System {
  const { distribution, libc, packageManager, sh, bash, gnuWget } = factsOf(text);
  return [distribution, libc, packageManager, sh, bash, gnuWget];
}

const ALPINE: System = ['alpine', 'musl', 'apk', 'busybox', false, false];
const DEBIAN: System = ['debian', 'glibc', 'apt', 'dash', true, false];
const DEBIAN_WGET: System = ['debian', 'glibc', 'apt', 'dash', true, true];
const UBUNTU: System = ['ubuntu', 'glibc', 'apt', 'dash', true, false];
const UBUNTU_WGET: System = ['ubuntu', 'glibc', 'apt', 'dash', true, true];
const DISTROLESS: System = ['distroless', 'glibc', 'none', 'none', false, false];

describe('the system inside', () => {
  const cases: readonly (readonly [reference: string, system: System])[] = [
    ['scratch', ['scratch', 'none', 'none', 'none', false, false]],
    ['alpine:3.20', ALPINE],
    ['alpine', ALPINE],
    [`alpine@${DIGEST}`, ALPINE],
    ['debian:bookworm-slim', DEBIAN],
    ['ubuntu:24.04', UBUNTU],
    ['busybox:1.36', ['busybox', 'unknown', 'none', 'busybox', false, false]],
    ['busybox:1.36-musl', ['busybox', 'musl', 'none', 'busybox', false, false]],
    ['fedora:41', ['fedora', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['centos:7', ['rhel', 'glibc', 'yum', 'bash', true, 'unknown']],
    ['centos:centos7.9.2009', ['rhel', 'glibc', 'unknown', 'bash', true, 'unknown']],
    ['centos:8', ['rhel', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['quay.io/centos/centos:stream9', ['rhel', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['almalinux:9-minimal', ['rhel', 'glibc', 'microdnf', 'bash', true, 'unknown']],
    ['rockylinux/rockylinux:9', ['rhel', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['oraclelinux:8-slim', ['rhel', 'glibc', 'microdnf', 'bash', true, 'unknown']],
    ['oraclelinux:7-slim', ['rhel', 'glibc', 'yum', 'bash', true, 'unknown']],
    ['redhat/ubi9-minimal:9.4', ['rhel', 'glibc', 'microdnf', 'bash', true, 'unknown']],
    ['registry.access.redhat.com/ubi8/ubi:8.10', ['rhel', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['registry.redhat.io/ubi9/ubi-micro', ['rhel', 'glibc', 'none', 'bash', true, false]],
    ['amazonlinux:2', ['amazon', 'glibc', 'yum', 'bash', true, 'unknown']],
    ['amazonlinux:2018.03', ['amazon', 'glibc', 'yum', 'bash', true, 'unknown']],
    ['amazonlinux:2023', ['amazon', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['opensuse/leap:15.6', ['suse', 'glibc', 'zypper', 'bash', true, 'unknown']],
    ['archlinux:base-devel', ['arch', 'glibc', 'pacman', 'bash', true, 'unknown']],
    ['photon:5.0', ['unknown', 'glibc', 'unknown', 'bash', true, 'unknown']],
    ['buildpack-deps:jammy-scm', UBUNTU_WGET],
    ['buildpack-deps:24.04', UBUNTU_WGET],
    ['buildpack-deps:stable-curl', DEBIAN_WGET],
    ['node:20', DEBIAN_WGET],
    ['node:20-slim', DEBIAN],
    ['node:20-bookworm-slim', DEBIAN],
    ['node:20-alpine3.20', ALPINE],
    ['node:lts-alpine', ALPINE],
    ['arm64v8/node:20-alpine', ALPINE],
    ['public.ecr.aws/docker/library/node:20-slim', DEBIAN],
    ['python:3.12', DEBIAN_WGET],
    ['python:3.12-slim-trixie', DEBIAN],
    ['golang:1.23-alpine', ALPINE],
    ['golang:1.23-bookworm', DEBIAN_WGET],
    ['ruby:3.3-slim', DEBIAN],
    ['php:8.3-fpm', DEBIAN],
    ['php:8.3-cli-alpine', ALPINE],
    ['rust:1.82', DEBIAN_WGET],
    ['openjdk:8-jre', DEBIAN_WGET],
    ['openjdk:11-jre-slim', DEBIAN],
    ['openjdk:jre', DEBIAN_WGET],
    ['openjdk:17', ['rhel', 'glibc', 'microdnf', 'bash', true, 'unknown']],
    ['openjdk:17-jdk-slim', DEBIAN],
    ['openjdk:17-alpine', ALPINE],
    ['eclipse-temurin:21-jre', UBUNTU_WGET],
    ['eclipse-temurin:21-jdk-alpine', ALPINE],
    ['eclipse-temurin:21-jdk-ubi9-minimal', ['rhel', 'glibc', 'microdnf', 'bash', true, true]],
    ['maven:3.9-eclipse-temurin-21', ['ubuntu', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['maven:3.6.3-jdk-11-slim', ['debian', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['maven:3.9-eclipse-temurin-21-alpine', ['alpine', 'musl', 'apk', 'busybox', true, 'unknown']],
    ['maven:jdk-8', ['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown']],
    ['gradle:8.10-jdk21', UBUNTU_WGET],
    ['nginx:1.27', ['debian', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['nginx:alpine', ['alpine', 'musl', 'apk', 'busybox', 'unknown', 'unknown']],
    ['postgres:16-alpine', ['alpine', 'musl', 'apk', 'busybox', true, 'unknown']],
    ['mysql:9.1', ['rhel', 'glibc', 'microdnf', 'bash', true, 'unknown']],
    ['mysql:8.0-debian', ['debian', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['mariadb:11', ['ubuntu', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['gcr.io/distroless/static-debian12', ['distroless', 'none', 'none', 'none', false, false]],
    ['gcr.io/distroless/base-debian12:nonroot', DISTROLESS],
    ['gcr.io/distroless/cc:debug', ['distroless', 'glibc', 'none', 'unknown', false, false]],
    ['gcr.io/distroless/java21-debian12', DISTROLESS],
    ['cgr.dev/chainguard/wolfi-base', ['wolfi', 'glibc', 'apk', 'busybox', false, false]],
    ['cgr.dev/chainguard/python:latest', ['wolfi', 'glibc', 'none', 'none', false, false]],
    [
      'cgr.dev/chainguard/python:latest-dev',
      ['wolfi', 'glibc', 'apk', 'busybox', 'unknown', 'unknown'],
    ],
    ['mcr.microsoft.com/dotnet/sdk:8.0', DEBIAN_WGET],
    ['mcr.microsoft.com/dotnet/sdk:10.0', UBUNTU_WGET],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-alpine', ALPINE],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled', DISTROLESS],
    [
      'mcr.microsoft.com/dotnet/runtime:8.0-nanoserver-1809',
      ['windows', 'none', 'none', 'none', false, false],
    ],
    ['golang:1.23-windowsservercore-ltsc2022', ['windows', 'none', 'none', 'none', false, false]],
    ['nvidia/cuda:12.4.1-devel-ubuntu22.04', ['ubuntu', 'glibc', 'apt', 'dash', true, 'unknown']],
    ['nvcr.io/nvidia/cuda:12.4.1-base-ubi8', ['rhel', 'glibc', 'dnf', 'bash', true, 'unknown']],
    ['continuumio/miniconda3:24.7.1-0', DEBIAN_WGET],
    ['jupyter/scipy-notebook', UBUNTU_WGET],
    ['bitnami/redis:7.2-debian-12', ['debian', 'glibc', 'apt', 'dash', true, 'unknown']],
  ];
  test.each(cases)('%s', (reference, system) => {
    expect(systemOf(reference)).toEqual(system);
  });
});

describe('the configuration of', () => {
  const cases: readonly (readonly [reference: string, facts: Partial<ImageFacts>])[] = [
    ['scratch', { user: null, workdir: null, shell: null, entrypoint: null, cmd: null }],
    ['alpine:3.20', { user: null, workdir: null, shell: null, entrypoint: null, cmd: ['/bin/sh'] }],
    ['node:20', { user: null, workdir: null, entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] }],
    ['node:6', { entrypoint: 'unknown', cmd: ['node'] }],
    ['python:2.7', { entrypoint: null, cmd: ['python2'] }],
    ['golang:1.23', { workdir: '/go', cmd: ['bash'], env: { GOPATH: '/go' } }],
    ['golang:1.23-alpine', { workdir: '/go', cmd: ['/bin/sh'] }],
    ['php:8.3', { workdir: null, entrypoint: ['docker-php-entrypoint'], cmd: ['php', '-a'] }],
    ['php:8.3-fpm-alpine', { workdir: '/var/www/html', cmd: ['php-fpm'] }],
    ['php:8.3-apache', { workdir: '/var/www/html', cmd: ['apache2-foreground'] }],
    ['openjdk:8', { cmd: ['bash'] }],
    ['eclipse-temurin:21', { user: null, entrypoint: 'unknown', cmd: ['jshell'] }],
    ['eclipse-temurin:21-jre', { cmd: ['/bin/bash'] }],
    ['gradle:8-jdk21', { user: null, workdir: '/home/gradle', cmd: ['gradle'] }],
    ['gradle:4.10-jdk8', { user: 'unknown', workdir: '/home/gradle' }],
    ['perl:5.40', { user: null, workdir: 'unknown', cmd: 'unknown' }],
    ['composer:2', { workdir: '/app', entrypoint: ['/docker-entrypoint.sh'] }],
    ['nginx:1.27-alpine', { user: null, entrypoint: ['/docker-entrypoint.sh'] }],
    ['nginxinc/nginx-unprivileged:1.27', { user: '101' }],
    ['httpd:2.4', { user: null, workdir: '/usr/local/apache2' }],
    ['caddy:2-alpine', { workdir: '/srv' }],
    ['haproxy:3.0', { user: 'haproxy', workdir: '/var/lib/haproxy' }],
    ['haproxy:2.6', { user: 'haproxy', workdir: null }],
    ['haproxy:2.2', { user: null, workdir: null }],
    ['haproxy:2', { user: 'haproxy' }],
    ['redis:7', { user: null, workdir: '/data', entrypoint: ['docker-entrypoint.sh'] }],
    ['memcached:1.6', { user: 'memcache' }],
    ['mariadb:11.4-ubi9', { user: 'mysql' }],
    ['docker.elastic.co/elasticsearch/elasticsearch:8.15.0', { user: '1000:0' }],
    ['elasticsearch:7.17.0', { user: 'unknown', workdir: '/usr/share/elasticsearch' }],
    ['kibana:8.5.0', { user: 'kibana' }],
    ['kibana:8.13.0', { user: 'unknown' }],
    ['jenkins/jenkins:lts-jdk17', { user: 'jenkins' }],
    ['tomcat:10.1-jdk21', { workdir: '/usr/local/tomcat', cmd: ['catalina.sh', 'run'] }],
    ['jetty:12', { user: 'jetty', workdir: '/var/lib/jetty' }],
    ['wordpress:cli', { user: 'www-data', distribution: 'alpine' }],
    ['drupal:11', { workdir: '/opt/drupal' }],
    ['drupal:7', { workdir: '/var/www/html' }],
    [
      'gcr.io/distroless/static:nonroot',
      { user: '65532', workdir: '/home/nonroot', entrypoint: null },
    ],
    ['gcr.io/distroless/static-debian12:debug', { user: null, entrypoint: ['/busybox/sh'] }],
    ['gcr.io/distroless/java17-debian12:nonroot', { entrypoint: ['/usr/bin/java', '-jar'] }],
    ['gcr.io/distroless/nodejs22-debian12', { user: null, entrypoint: ['/nodejs/bin/node'] }],
    ['cgr.dev/chainguard/static', { user: '65532', libc: 'none' }],
    ['cgr.dev/chainguard/go:latest', { user: null }],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', { user: null, workdir: null }],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled', { user: '1654' }],
    ['mcr.microsoft.com/dotnet/aspnet:7.0-jammy-chiseled', { user: 'unknown' }],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', { user: 'ContainerUser', os: 'windows' }],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', { user: null, shell: null }],
    ['node:20-nanoserver', { user: 'unknown', cmd: 'unknown', os: 'windows' }],
    ['registry.access.redhat.com/ubi9/nodejs-20', { user: '1001', workdir: '/opt/app-root/src' }],
    ['registry.access.redhat.com/ubi9/anything', { user: 'unknown', distribution: 'rhel' }],
    ['quay.io/jupyter/base-notebook:2024-10-07', { user: '1000', workdir: '/home/jovyan' }],
    ['jupyter/minimal-notebook', { shell: ['/bin/bash', '-o', 'pipefail', '-c'] }],
    ['cimg/node:20.11', { user: 'circleci', shell: ['/bin/bash', '-exo', 'pipefail', '-c'] }],
    ['bitnami/postgresql:16', { user: '1001', shell: 'unknown', distribution: 'unknown' }],
    ['bitnamilegacy/postgresql:16', { user: '1001' }],
    ['bitnami/node:20', { user: 'unknown' }],
    ['docker:27-dind', { entrypoint: ['dockerd-entrypoint.sh'], cmd: null }],
    ['docker:27-dind-rootless', { user: 'rootless' }],
    ['alpine/git:2.45.2', { workdir: '/git', entrypoint: ['git'] }],
    ['tensorflow/tensorflow:2.17.0-gpu-jupyter', { workdir: '/tf', user: null }],
    ['pytorch/pytorch:2.4.1-cuda12.4-cudnn9-runtime', { workdir: '/workspace' }],
    ['public.ecr.aws/lambda/python:3.12', { workdir: '/var/task' }],
    ['selenium/standalone-chrome:4.24.0', { user: '1200' }],
    ['selenium/standalone-chrome:3.141.59', { user: 'unknown' }],
  ];
  test.each(cases)('%s', (reference, facts) => {
    expect(factsOf(reference)).toMatchObject(facts);
  });
});

describe('the users of', () => {
  test.each([
    ['node:22-alpine', 'node', '1000:1000'],
    ['oven/bun:1', 'bun', '1000:1000'],
    ['mcr.microsoft.com/dotnet/aspnet:9.0', 'app', '1654:1654'],
    ['gcr.io/distroless/static', 'nonroot', '65532:65532'],
    ['cgr.dev/chainguard/wolfi-base', 'nonroot', '65532:65532'],
  ])('%s are there for programs: %s', (reference, name, ids) => {
    const { users, programUser } = factsOf(reference);
    expect([programUser, users[name]]).toEqual([name, ids]);
  });

  test.each([
    ['debian:12', 'www-data', '33:33'],
    ['php:8.3-fpm', 'www-data', '33:33'],
    ['php:8.3-fpm-alpine', 'www-data', '82:82'],
    ['nginx:1.27', 'nginx', '101:101'],
    ['alpine:3.20', 'nobody', '65534:65534'],
  ])('%s have numbers: %s', (reference, name, ids) => {
    const { users, programUser } = factsOf(reference);
    expect([programUser, users[name]]).toEqual([null, ids]);
  });

  test('ASP.NET before 8 are not known', () => {
    expect(factsOf('mcr.microsoft.com/dotnet/aspnet:6.0').programUser).toBeNull();
  });
});

describe('nothing is claimed of', () => {
  test.each([
    ['a stranger', 'ghcr.io/owner/app:1.0'],
    ['a name that only looks official', 'someone/node:20'],
    ['an official name on another registry', 'registry.example.com/node:20'],
    ['a digest that could be of any variant', `node@${DIGEST}`],
  ])('%s', (_name, reference) => {
    expect(factsOf(reference)).toEqual(UNKNOWN_IMAGE);
  });
});

test('a fact says where it comes from', () => {
  expect(factsOf('node:20').source).toBe('catalogue 2026-11');
});

test('100,000 look-ups take less than two seconds of processor time', () => {
  const references = ['node:20-alpine3.20', 'ghcr.io/a/b:1', 'gcr.io/distroless/java21-debian12'];
  const parsed = references.map((text) => parseReference(text));
  const started = cpuTime();
  for (let round = 0; round < 33_334; round += 1) {
    for (const reference of parsed) if (reference !== null) catalogueFacts(reference);
  }
  expect(cpuTime() - started).toBeLessThan(2000);
});
