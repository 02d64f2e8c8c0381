import { expect, it } from 'vitest';
import { readArchive, recommendedWith } from '../../../scripts/recommended/archive.ts';

const PACKAGES = `Package: dpkg
Essential: yes

Package: git
Depends: perl, dpkg (>= 1.2)
Recommends: patch, ssh-client, gone | less, dpkg

Package: perl
Recommends: netbase

Package: patch

Package: less
Recommends: editor

Package: editor

Package: netbase

Package: openssh-client
Provides: ssh-client
`;

it('names what a package and those that it needs recommend, not what comes with these', () => {
  expect(recommendedWith(readArchive(PACKAGES), 'git')).toEqual([
    { name: 'patch', isDirect: true },
    { name: 'openssh-client', isDirect: true },
    { name: 'less', isDirect: true },
    { name: 'netbase', isDirect: false },
  ]);
});
