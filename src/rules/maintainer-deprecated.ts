import { expandWord } from '../dockerfile/expand.ts';
import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { quoteText } from '../dockerfile/quoted-value.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Fix, Rule } from '../findings/rule.ts';

/** The predefined annotation for the people who answer for an image (OCI image-spec, annotations). */
const AUTHORS = 'org.opencontainers.image.authors';

/** The text without the quotes around it, which MAINTAINER would keep and nobody wants. */
function authorOf({ body }: Instruction): string {
  const match = /^(["'])(.*)\1$/.exec(body.text);
  const inner = match?.[2]?.trim() ?? '';
  return inner === '' || inner.includes(body.text.charAt(0)) ? body.text : inner;
}

/** Values that LABEL gives the annotation in the stage; null for one that is not known. */
function givenAuthors(dockerfile: Dockerfile, { instructions }: Stage): (string | null)[] {
  const found: (string | null)[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'LABEL') continue;
    const { lookup } = scopeAt(dockerfile, instruction);
    const valueOf = (text: string) => expandWord(text, lookup, dockerfile.escape);
    for (const { key, value } of instruction.pairs) {
      if (valueOf(key.text).value !== AUTHORS) continue;
      const { value: text, unresolved } = valueOf(value?.text ?? '');
      found.push(unresolved.length === 0 ? text : null);
    }
  }
  return found;
}

function labelFix(dockerfile: Dockerfile, instruction: Instruction): Fix {
  const { text, escape } = dockerfile;
  const { keywordSpan, bodySpan } = instruction;
  const keyword = keywordLike(text.slice(keywordSpan.start, keywordSpan.end), 'LABEL');
  const label = `${keyword} ${AUTHORS}=${quoteText(authorOf(instruction), escape)}`;
  return {
    title: `Name the author in the label \`${AUTHORS}\``,
    edits: [{ span: { start: keywordSpan.start, end: bodySpan.end }, text: label }],
    effects: ['labels'],
    instructions: [{ kind: 'replace', keyword: 'MAINTAINER', by: 'LABEL' }],
  };
}

function removalFix(dockerfile: Dockerfile, instruction: Instruction): Fix {
  return {
    title: 'Remove a MAINTAINER that a label repeats',
    edits: [removeInstruction(dockerfile, instruction)],
    effects: [],
    instructions: [{ kind: 'remove', keyword: 'MAINTAINER' }],
  };
}

export default {
  id: 'maintainer-deprecated',
  summary: 'MAINTAINER is deprecated',
  rationale:
    'MAINTAINER was replaced by labels in 2017: a label can be read with `docker inspect`, can hold more ' +
    'than one name, and has a key that other tools know. The fix moves the text into the label ' +
    `\`${AUTHORS}\`; the field Author of the image stays empty then.`,
  severity: 'high',
  safety: 'safe',
  effects: ['labels'],
  about: ['MAINTAINER'],
  aliases: {
    hadolint: ['DL4000'],
    trivy: ['DS-0022', 'DS022'],
    checkov: ['CKV_DOCKER_6'],
    kics: ['MAINTAINER Instruction Being Used', '99614418-f82b-4852-a9ae-5051402b741c'],
    buildkit: ['MaintainerDeprecated'],
    sonar: ['S6586'],
    semgrep: ['maintainer-is-deprecated'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    'https://github.com/hadolint/hadolint/wiki/DL4000',
    'https://avd.aquasec.com/misconfig/ds-0022',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  examples: [
    {
      name: 'a name and an address',
      before: 'FROM debian:12\nMAINTAINER Ada <ada@example.com>\n',
      after: `FROM debian:12\nLABEL ${AUTHORS}="Ada <ada@example.com>"\n`,
    },
  ],
  *check(dockerfile) {
    for (const stage of dockerfile.stages) {
      const given = givenAuthors(dockerfile, stage);
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'MAINTAINER') continue;
        const span = instruction.keywordSpan;
        const message = 'MAINTAINER is deprecated: the author belongs in a label.';
        if (instruction.comments.length > 0) {
          yield { span, message, fix: null, left: 'a comment stands inside the instruction' };
        } else if (given.length === 0) {
          yield { span, message, fix: labelFix(dockerfile, instruction) };
        } else if (given.every((author) => author === authorOf(instruction))) {
          yield { span, message, fix: removalFix(dockerfile, instruction) };
        } else {
          const left = `the stage sets the label \`${AUTHORS}\` to another value`;
          yield { span, message, fix: null, left };
        }
      }
    }
  },
} satisfies Rule;
