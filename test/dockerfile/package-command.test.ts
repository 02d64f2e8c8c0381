import { describe, expect, it } from 'vitest';
import { hasOption } from '../../src/dockerfile/command-line.ts';
import { packageCommands } from '../../src/dockerfile/package-command.ts';
import type { PackageCommand } from '../../src/dockerfile/package-command.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';

function read(text: string): readonly PackageCommand[] {
  const instruction = parseDockerfile(`FROM alpine\nRUN ${text}`).instructions[1];
  const script = instruction && shellOf(instruction, null);
  return script ? packageCommands(script) : [];
}

function show(call: PackageCommand): string {
  const packages = call.packages.map(({ text }) => text).join(' ');
  return `${call.manager} ${call.action} [${call.actionWord?.text ?? ''}] ${packages}`.trim();
}

describe('packageCommands reads', () => {
  const cases: [text: string, ...calls: string[]][] = [
    [
      'apt-get update && apt-get install -y curl git',
      'apt-get update [update]',
      'apt-get install [install] curl git',
    ],
    ['apt-get -y -o Dpkg::Use-Pty=0 install a=1.*', 'apt-get install [install] a=1.*'],
    ['apt-get install -t stable -qq a', 'apt-get install [install] a'],
    ['apt-get $OPTIONS install a', 'apt-get install [install] a'],
    ['apt-get $ACTION', 'apt-get other [$ACTION]'],
    ['apt full-upgrade', 'apt dist-upgrade [full-upgrade]'],
    ['aptitude safe-upgrade', 'aptitude upgrade [safe-upgrade]'],
    [
      'apt-get purge a; apt-get autoremove',
      'apt-get remove [purge] a',
      'apt-get autoremove [autoremove]',
    ],
    ['apt-get dist-clean', 'apt-get clean [dist-clean]'],
    ['apk --no-cache add a b', 'apk install [add] a b'],
    ['apk add --virtual .deps -X http://x a', 'apk install [add] a'],
    ['apk add -U a', 'apk install [add] a'],
    ['apk del .deps', 'apk remove [del] .deps'],
    ['apk cache clean', 'apk clean [clean]'],
    ['yum -y --enablerepo epel install a', 'yum install [install] a'],
    ['yum update -y', 'yum upgrade [update]'],
    ['dnf group install "Development Tools"', 'dnf install [install] "Development Tools"'],
    [
      'dnf groupinstall a && dnf clean all',
      'dnf install [groupinstall] a',
      'dnf clean [clean] all',
    ],
    ['dnf makecache', 'dnf update [makecache]'],
    ['microdnf reinstall a', 'microdnf install [reinstall] a'],
    ['tdnf install -y a', 'tdnf install [install] a'],
    ['zypper -n in --repo x a', 'zypper install [in] a'],
    ['zypper ref && zypper dup', 'zypper update [ref]', 'zypper dist-upgrade [dup]'],
    ['pacman -Syu --noconfirm a', 'pacman install [-Syu] a'],
    ['pacman -Syu', 'pacman upgrade [-Syu]'],
    ['pacman -Sy', 'pacman update [-Sy]'],
    ['pacman -Scc', 'pacman clean [-Scc]'],
    ['pacman -Rns a', 'pacman remove [-Rns] a'],
    ['pip install -r requirements.txt', 'pip install [install]'],
    ['pip3.11 install -e . a==1', 'pip install [install] . a==1'],
    ['python3 -u -m pip install a', 'pip install [install] a'],
    ['pip cache purge', 'pip clean [purge]'],
    ['uv pip install a && uv sync', 'uv install [install] a', 'uv install [sync]'],
    ['npm ci && npm i -g a', 'npm install [ci]', 'npm install [i] a'],
    ['npm cache clean --force', 'npm clean [clean]'],
    ['npm run install', 'npm other [run] install'],
    ['yarn && yarn global add a', 'yarn install []', 'yarn install [add] a'],
    ['yarn build', 'yarn other [build]'],
    ['gem install -v 1.0 a', 'gem install [install] a'],
    ['go install -ldflags "-s" a@latest', 'go install [install] a@latest'],
    ['go mod download', 'go download [download]'],
    ['cargo install --version 1 a', 'cargo install [install] a'],
    ['mamba env create -f x.yml', 'conda install [create]'],
    ['sudo -E env A=1 apt-get install a', 'apt-get install [install] a'],
    ['yes | apt-get install a', 'apt-get install [install] a'],
    [
      'if ! (apt-get update); then $(apk add a); fi',
      'apt-get update [update]',
      'apk install [add] a',
    ],
    ['echo a | xargs apt-get install', 'apt-get install [install]'],
  ];
  it.each(cases.map(([text, ...calls]) => ({ text, calls })))('$text', ({ text, calls }) => {
    expect(read(text).map(show)).toEqual(calls);
  });

  it.each([
    'echo apt-get install a',
    'command -v apt-get',
    'python3 -m http.server',
    '"$PM" add a',
  ])('nothing in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a package command', () => {
  it.each([
    ['/usr/bin/yum clean all', '/usr/bin/yum'],
    ['sudo python3 -m pip install a', 'python3 -m pip'],
    ['pip3 install a', 'pip3'],
  ])('says how it was called: %s', (text, invoked) => {
    expect(read(text)[0]?.invoked).toBe(invoked);
  });

  it('knows its options with values, so that these do not pass for flags', () => {
    const call = read('apt-get install -oAPT::Get::Only=y a')[0];
    expect(call && hasOption(call, ['-y'], call.valueOptions)).toBe(false);
  });

  it('says through which prefixes it goes', () => {
    expect(read('sudo nice apt-get update')[0]?.through).toEqual(['sudo', 'nice']);
  });
});
