import { describe, expect, it } from 'vitest';
import { compareLink, sourceAddress } from '../../src/upgrades/compare-link.ts';

const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);

function link(source: string | null, from: string | null = OLD, to: string | null = NEW) {
  return compareLink({ source, revision: from }, { source, revision: to });
}

describe('the page between two commits', () => {
  it.each([
    [
      'https://github.com/nodejs/docker-node',
      `https://github.com/nodejs/docker-node/compare/${OLD}...${NEW}`,
    ],
    [
      `https://github.com/nodejs/docker-node.git#${NEW}:22/bookworm`,
      `https://github.com/nodejs/docker-node/compare/${OLD}...${NEW}`,
    ],
    ['https://github.com/o/r/tree/main/x?y#z', `https://github.com/o/r/compare/${OLD}...${NEW}`],
    ['https://codeberg.org/o/r/', `https://codeberg.org/o/r/compare/${OLD}...${NEW}`],
    ['https://gitlab.com/g/sub/p', `https://gitlab.com/g/sub/p/-/compare/${OLD}...${NEW}`],
    ['https://gitlab.com/g/p.git', `https://gitlab.com/g/p/-/compare/${OLD}...${NEW}`],
    ['https://gitlab.com/g/p/-/tree/main', `https://gitlab.com/g/p/-/compare/${OLD}...${NEW}`],
    ['https://bitbucket.org/o/r', `https://bitbucket.org/o/r/branches/compare/${NEW}..${OLD}`],
    [
      'https://github.com/o/r"><script>',
      `https://github.com/o/r%22%3E%3Cscript%3E/compare/${OLD}...${NEW}`,
    ],
  ])('of %s', (source, page) => {
    expect(link(source)).toBe(page);
  });

  it.each([
    ['a host that we do not know', 'https://git.example.com/o/r'],
    ['a host that only looks like one', 'https://github.com.example.com/o/r'],
    ['a port', 'https://github.com:8443/o/r'],
    ['no repository', 'https://github.com/o'],
    ['http', 'http://github.com/o/r'],
    ['credentials', 'https://user:secret@github.com/o/r'],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'nodejs/docker-node'],
    ['nothing', null],
    ['an endless text', `https://github.com/o/${'r'.repeat(5000)}`],
  ])('is unknown for %s', (_name, source) => {
    expect(link(source)).toBeNull();
  });

  it.each([
    ['a revision is missing', null, NEW],
    ['a revision is a tag', 'v1.0', NEW],
    ['a revision is a trap', `${OLD}../../settings`, NEW],
    ['both are the same', NEW, NEW],
    ['a revision is too short', 'abc', NEW],
  ])('is unknown when %s', (_name, from, to) => {
    expect(link('https://github.com/o/r', from, to)).toBeNull();
  });

  it('is unknown when the image moved to another repository', () => {
    const from = { source: 'https://github.com/old/r', revision: OLD };
    expect(compareLink(from, { source: 'https://github.com/o/r', revision: NEW })).toBeNull();
  });
});

it.each([
  ['https://example.com/x y', 'https://example.com/x%20y'],
  ['https://u:p@example.com/', null],
  ['http://example.com/', null],
  ['', null],
])('the source %s is shown as %s', (label, shown) => {
  expect(sourceAddress(label)).toBe(shown);
});
