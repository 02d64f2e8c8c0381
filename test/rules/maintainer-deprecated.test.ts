import rule from '../../src/rules/maintainer-deprecated.ts';
import { testRule } from './rule-table.ts';

const KEY = 'org.opencontainers.image.authors';

testRule(rule, {
  passes: {
    'a label names the author': `FROM a:1\nLABEL ${KEY}="Ada"\n`,
    'a label called maintainer names the author': 'FROM a:1\nLABEL maintainer=Ada\n',
    'the builder refuses it behind ONBUILD': 'FROM a:1\nONBUILD MAINTAINER Ada\n',
  },
  leaves: {
    'it stands before FROM, which the builder refuses': [
      'MAINTAINER Ada\nFROM a:1\nMAINTAINER B\n',
      [3],
    ],
    'a comment stands inside': ['FROM a:1\nMAINTAINER Ada \\\n# c\n  Lovelace\n', [2], /comment/],
    'the label has another value': [
      `FROM a:1\nMAINTAINER Ada\nLABEL ${KEY}=Grace\n`,
      [2],
      /another value/,
    ],
    'the label has a value that is not known': [
      `FROM a:1\nARG A\nLABEL ${KEY}=$A\nMAINTAINER Ada\n`,
      [4],
      /another value/,
    ],
  },
  fixes: {
    'a name': ['FROM a:1\nMAINTAINER Ada\n', `FROM a:1\nLABEL ${KEY}="Ada"\n`],
    'quotes around the whole are dropped': [
      'FROM a:1\nMAINTAINER "Ada <ada@example.com>"\n',
      `FROM a:1\nLABEL ${KEY}="Ada <ada@example.com>"\n`,
    ],
    'quotes inside are escaped': [
      'FROM a:1\nMAINTAINER "Ada" Lovelace, \'x\'\n',
      `FROM a:1\nLABEL ${KEY}="\\"Ada\\" Lovelace, 'x'"\n`,
    ],
    'quotes at both ends that are no pair are kept': [
      'FROM a:1\nMAINTAINER "Ada" and "Grace"\n',
      `FROM a:1\nLABEL ${KEY}="\\"Ada\\" and \\"Grace\\""\n`,
    ],
    'variables and backslashes were text and stay text': [
      'FROM a:1\nENV A=1\nMAINTAINER $A ${A} C:\\x #y\n',
      `FROM a:1\nENV A=1\nLABEL ${KEY}="\\$A \\\${A} C:\\\\x #y"\n`,
    ],
    'another escape character': [
      '# escape=`\nFROM a:1\nMAINTAINER a `b \\c $d\n',
      `# escape=\`\nFROM a:1\nLABEL ${KEY}="a \`\`b \\c \`$d"\n`,
    ],
    'several lines become one': [
      'FROM a:1\r\nMAINTAINER Ada \\\r\n  Lovelace\r\n',
      `FROM a:1\r\nLABEL ${KEY}="Ada   Lovelace"\r\n`,
    ],
    'small letters stay small': ['from a:1\nmaintainer Ada\n', `from a:1\nlabel ${KEY}="Ada"\n`],
    'the last of two counts, as before': [
      'FROM a:1\nMAINTAINER Ada\nMAINTAINER Grace\n',
      `FROM a:1\nLABEL ${KEY}="Ada"\nLABEL ${KEY}="Grace"\n`,
    ],
    'each stage on its own': [
      `FROM a:1 AS b\nLABEL ${KEY}="Grace"\nFROM b\nMAINTAINER Ada\n`,
      `FROM a:1 AS b\nLABEL ${KEY}="Grace"\nFROM b\nLABEL ${KEY}="Ada"\n`,
    ],
    'one that a label repeats goes': [
      `FROM a:1\nMAINTAINER Ada\nLABEL ${KEY}="Ada"\n`,
      `FROM a:1\nLABEL ${KEY}="Ada"\n`,
    ],
  },
});
