import { describe, expect, it } from 'vitest';
import { distributionLifecycleOf, isLongSupport, lifecycleOf } from '../../src/image/lifecycle.ts';
import type { LifecycleState } from '../../src/image/lifecycle-state.ts';
import { parseReference } from '../../src/image/reference.ts';
import type { ImageReference } from '../../src/image/reference.ts';

const TODAY = '2026-11-25';

function referenceTo(text: string): ImageReference {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`${text} is not a reference`);
  return reference;
}

/** `node 20 lts ended 2026-04-30`, or `unknown`. */
function inWords(state: LifecycleState | null): string {
  if (state === null) return 'unknown';
  const { product, cycle, lts, isEnded, endOfLife } = state;
  const words = [product, cycle, lts ? 'lts' : null, isEnded ? 'ended' : null, endOfLife];
  return words.filter((word) => word !== null).join(' ');
}

describe('the lifecycle of what an image is for', () => {
  it.each([
    ['node:20-alpine', 'node 20 lts ended 2026-04-30'],
    ['node:25', 'node 25 ended 2026-06-01'],
    ['node:iron-slim', 'node 20 lts ended 2026-04-30'],
    ['arm64v8/node:22', 'node 22 lts 2027-04-30'],
    ['public.ecr.aws/docker/library/node:22.20.0', 'node 22 lts 2027-04-30'],
    ['postgres:16.3', 'postgres 16 2028-11-09'],
    ['postgres:9.6-alpine', 'postgres 9.6 ended 2021-11-11'],
    ['golang:1.22', 'go 1.22 ended 2025-02-11'],
    ['python:3.12-slim-bookworm', 'python 3.12 2028-10-31'],
    ['eclipse-temurin:21-jre', 'eclipse-temurin 21 lts 2029-12-31'],
    ['eclipse-temurin:8u392-b08-jdk', 'eclipse-temurin 8 lts 2030-12-31'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'dotnet 8 lts ended 2026-11-10'],
    ['mcr.microsoft.com/dotnet/sdk:10.0.100-noble', 'dotnet 10 lts 2028-11-14'],
    [
      'mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019',
      'dotnet-framework 4.8',
    ],
    ['registry.access.redhat.com/ubi9/ubi:9.4', 'rhel 9 2032-05-31'],
    ['registry.redhat.io/ubi8/ubi-minimal', 'rhel 8 2029-05-31'],
    ['redhat/ubi9-minimal', 'rhel 9 2032-05-31'],
    ['registry.access.redhat.com/ubi9/python-312:1', 'python 3.12 2028-10-31'],
    ['gcr.io/distroless/nodejs22-debian12', 'node 22 lts 2027-04-30'],
    ['debian:bookworm-slim', 'debian 12 2028-06-30'],
    ['debian:12.5', 'debian 12 2028-06-30'],
    ['ubuntu:jammy', 'ubuntu 22.04 lts 2027-04-01'],
    ['ubuntu:24.10', 'ubuntu 24.10 ended 2025-07-10'],
    ['alpine:3.20.3', 'alpine 3.20 ended 2026-04-01'],
    ['centos:centos7', 'centos 7 ended 2024-06-30'],
    ['quay.io/centos/centos:stream8', 'centos-stream 8 ended 2024-05-31'],
    ['almalinux/9-base', 'almalinux 9 2032-05-31'],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'windows-servercore 2022 lts 2031-10-14'],
    ['mcr.microsoft.com/windows/nanoserver:1809', 'windows-nanoserver 2019 lts 2029-01-09'],
    ['mcr.microsoft.com/windows/servercore:10.0.20348.1', 'windows-servercore 2022 lts 2031-10-14'],
    ['traefik:v2.10', 'traefik 2.10 ended 2024-02-12'],
    ['jenkins/jenkins:2.541.1-lts-jdk17', 'jenkins 2.541 lts ended 2026-04-15'],
    ['sonarqube:2025.4-developer', 'sonarqube-server 2025.4 lts 2027-01-30'],
    ['elasticsearch:7.17.1', 'elasticsearch 7 ended 2026-01-15'],
  ])('%s is %s', (text, state) => {
    expect(inWords(lifecycleOf(referenceTo(text), TODAY))).toBe(state);
  });

  it('follows the newest line when the tag leaves it open', () => {
    expect(inWords(lifecycleOf(referenceTo('python:3'), TODAY))).toMatch(/^python 3\.1\d 20/);
  });

  it('has ended for lines older than all that are shipped', () => {
    expect(inWords(lifecycleOf(referenceTo('golang:1.4'), TODAY))).toBe('go 1.4 ended');
    expect(inWords(lifecycleOf(referenceTo('node:0.12'), TODAY))).toBe('node 0 ended');
  });

  it.each([
    'node',
    'node:lts-alpine',
    'node:99',
    'ubuntu:99.04',
    'ghcr.io/x/y:1.2',
    'alpine:edge',
    'scratch',
    `node@sha256:${'0a1b'.repeat(16)}`,
    'mcr.microsoft.com/windows/servercore:10.0.99999.1',
  ])('of %s is unknown', (text) => {
    expect(lifecycleOf(referenceTo(text), TODAY)).toBeNull();
  });

  it('ends after its last day, not on it', () => {
    const isEndedOn = (day: string) => lifecycleOf(referenceTo('node:20'), day)?.isEnded;
    expect(isEndedOn('2026-04-30')).toBe(false);
    expect(isEndedOn('2026-05-01')).toBe(true);
  });

  it('says where its days come from and how old they are', () => {
    const source = lifecycleOf(referenceTo('node:20'), TODAY)?.source;
    expect(source).toMatch(/^https:\/\/endoflife\.date\/nodejs \(20\d\d-\d\d-\d\d\)$/);
  });
});

describe('the lifecycle of the distribution beneath', () => {
  it.each([
    ['node:20-alpine3.20', 'alpine 3.20 ended 2026-04-01'],
    ['python:3.12-slim-bookworm', 'debian 12 2028-06-30'],
    ['eclipse-temurin:21-jre-jammy', 'ubuntu 22.04 lts 2027-04-01'],
    ['gcr.io/distroless/base-debian12:nonroot', 'debian 12 2028-06-30'],
    ['registry.access.redhat.com/ubi8/nodejs-18', 'rhel 8 2029-05-31'],
    ['amazoncorretto:17-al2', 'amazonlinux 2 ended 2026-06-30'],
    [
      'mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022',
      'windows-nanoserver 2022 lts 2031-10-14',
    ],
    ['node:20-alpine', 'unknown'],
    ['node:20', 'unknown'],
    ['debian:bookworm', 'unknown'],
    ['registry.access.redhat.com/ubi9/ubi:9.4', 'unknown'],
  ])('of %s is %s', (text, state) => {
    expect(inWords(distributionLifecycleOf(referenceTo(text), TODAY))).toBe(state);
  });
});

describe('long support', () => {
  it.each([
    ['node', '22-alpine', true],
    ['node', '23', false],
    ['node', 'latest', false],
    ['ubuntu', '24.04', true],
    ['ubuntu', 'questing', false],
    ['mariadb', '11.4.2', true],
    ['python', '3.12', false],
    ['x/y', '1', false],
  ])('of %s:%s is %s', (name, tag, expected) => {
    expect(isLongSupport(name, tag, TODAY)).toBe(expected);
  });

  it('of an even major of Node.js begins some months after its release', () => {
    expect(isLongSupport('node', '26', '2026-10-27')).toBe(false);
    expect(isLongSupport('node', '26', '2026-10-28')).toBe(true);
  });
});
