import rule from '../../src/rules/invalid-label.ts';
import { testRule } from './rule-table.ts';

const label = (text: string): string => `FROM debian:12\nLABEL org.opencontainers.image.${text}\n`;

testRule(rule, {
  passes: {
    'every value has its form': label(
      'created="2026-01-31T12:00:00.5+01:00" \\\n org.opencontainers.image.url=https://example.com/a \\\n org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0" \\\n org.opencontainers.image.version=1.2 \\\n org.opencontainers.image.revision=main',
    ),
    'the source is an address of git': label('source=git@example.com:a/b.git'),
    'the value is a build argument':
      'FROM debian:12\nARG D\nLABEL org.opencontainers.image.created=$D\n',
    'the digest of the base': label(`base.digest=sha256:${'a'.repeat(64)}`),
    'the label is of nobody':
      'FROM debian:12\nLABEL maintainer="" version="a b" org.example.url=x\n',
  },
  leaves: {
    'the time is a date': [label('created=2026-01-31'), [2], /annotations of OCI/],
    'the addresses are none': [
      label('url=example.com\nLABEL org.opencontainers.image.source="see below"'),
      [2, 3],
    ],
    'the licence is prose': [label('licenses="Apache License 2.0"'), [2]],
    'two licences without an operator': [label('licenses="MIT, ISC"'), [2]],
    'the value is empty': [label('title=""'), [2]],
    'the version has blanks': [label('version="1.0 beta"'), [2]],
    'the digest is a tag': [label('base.digest=12'), [2]],
    'the key is near none of the specification': [label('colour=red'), [2]],
    'the key that was meant has another value': [
      label('license=MIT org.opencontainers.image.licenses=ISC'),
      [2],
    ],
    'the value would be wrong under the key that was meant, too': [
      label('license="MIT, ISC"'),
      [2],
    ],
    'the older schema': ['FROM debian:12\nLABEL org.label-schema.build-date=today\n', [2]],
    'a variable of the file gives it': [
      'FROM debian:12\nARG D=yesterday\nLABEL org.opencontainers.image.created=${D}\n',
      [3],
    ],
  },
  fixes: {
    'the key is nearly one of the specification': [label('license=MIT'), label('licenses=MIT')],
    'the key is quoted': [
      label('author"="A B"').replace('LABEL ', 'LABEL "'),
      label('authors"="A B"').replace('LABEL ', 'LABEL "'),
    ],
  },
});
