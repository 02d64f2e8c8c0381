import { expect, test } from 'vitest';
import { parseReference } from '../../src/image/reference.ts';
import { runtimeOf } from '../../src/upgrades/runtime.ts';

function show(text: string): string {
  const reference = parseReference(text);
  const runtime = reference === null ? null : runtimeOf(reference);
  return runtime === null ? 'none' : `${runtime.name} ${runtime.version?.join('.') ?? '?'}`;
}

test.each([
  ['node:20.11-alpine3.20', 'node 20.11'],
  ['node', 'node ?'],
  ['node:lts-alpine', 'node ?'],
  ['arm64v8/python:3.12-slim', 'python 3.12'],
  ['golang:1.22.5-bookworm', 'go 1.22.5'],
  ['public.ecr.aws/docker/library/ruby:3.3', 'ruby 3.3'],
  ['mcr.microsoft.com/dotnet/sdk:8.0.404', 'dotnet-sdk 8.0.404'],
  ['mcr.microsoft.com/dotnet/aspnet:8.0-alpine', 'dotnet 8.0'],
  ['eclipse-temurin:17.0.9_9-jdk', 'java 17.0.9'],
  ['openjdk:8u392-jdk', 'java 8'],
  ['maven:3.9.6-eclipse-temurin-17', 'java 17'],
  ['gradle:8.5-jdk21-alpine', 'java 21'],
  ['tomcat:10.1-jdk17-temurin', 'java 17'],
  ['maven:3.9', 'java ?'],
  ['gcr.io/distroless/nodejs20-debian12', 'node 20'],
  ['gcr.io/distroless/java17-debian12:nonroot', 'java 17'],
  ['registry.access.redhat.com/ubi9/python-311:1', 'python 3.11'],
  ['registry.redhat.io/ubi9/nodejs-20', 'node 20'],
  ['dunglas/frankenphp:1-php8.3', 'php 8.3'],
  ['php:8.2-fpm', 'php 8.2'],
  ['debian:12', 'none'],
  ['nodered/node-red:3', 'none'],
])('the runtime of %s is %s', (image, runtime) => {
  expect(show(image)).toBe(runtime);
});
