import { forEachChild, parse } from 'unbash';
import type * as unbash from 'unbash';
import { fedScript, mayExpand, readCommand } from './shell-command.ts';
import type { Connector, Nesting, ShellCommand, ShellError, TopLevelPart } from './shell-script.ts';
import type { Place } from './shell-words.ts';

/** What is collected from the syntax tree. */
export interface Collection {
  readonly commands: ShellCommand[];
  readonly topLevel: TopLevelPart[];
  readonly errors: ShellError[];
}

/** A parsed text and where it stands; `topLevel` is null within constructs and substitutions. */
interface Context {
  readonly text: string;
  readonly place: Place;
  readonly collection: Collection;
  readonly topLevel: TopLevelPart[] | null;
  readonly nesting: readonly Nesting[];
  /** False when the text holds no substitution at all. */
  readonly hasExpansions: boolean;
}

interface Joints {
  readonly before: Connector | null;
  readonly after: Connector | null;
}

const ALONE = { index: 0, length: 1 };

/** Lists every command of `text`. Throws `RangeError` when it is nested deeper than the stack allows. */
export function collectCommands(text: string, place: Place): Collection {
  const collection: Collection = { commands: [], topLevel: [], errors: [] };
  const { topLevel } = collection;
  const hasExpansions = /[(`]/.test(text);
  walkScript(parse(text), { text, place, collection, topLevel, nesting: [], hasExpansions });
  return collection;
}

function walkScript(script: unbash.ParsedScript, context: Context): void {
  for (const { message, pos } of script.errors ?? []) {
    context.collection.errors.push({ message, offset: context.place(pos, pos).start });
  }
  walkList(script.commands, context);
}

function walkList(statements: readonly unbash.Statement[], context: Context): void {
  let before: Connector | null = null;
  for (const [index, statement] of statements.entries()) {
    const after = connectorAfter(statement, statements[index + 1], context.text);
    const inner = statement.background === true ? within(context, 'background', true) : context;
    walkAndOr(statement.command, { before, after }, inner);
    before = after;
  }
}

/** A `;` stands before any comment, and a comment ends with the line. */
function connectorAfter(
  statement: unbash.Statement,
  next: unbash.Statement | undefined,
  text: string,
): Connector | null {
  if (statement.background === true) return '&';
  if (next === undefined) return null;
  let position = statement.end;
  while (position < next.pos && ' \t\\'.includes(text.charAt(position))) position += 1;
  return text.charAt(position) === ';' ? ';' : '\n';
}

function walkAndOr(
  node: unbash.PipelineNode | unbash.AndOr,
  joints: Joints,
  context: Context,
): void {
  if (node.type !== 'AndOr') {
    walkPart(node, joints, context);
    return;
  }
  const last = node.commands.length - 1;
  for (const [index, part] of node.commands.entries()) {
    const before = index === 0 ? joints.before : (node.operators[index - 1] ?? null);
    const after = index === last ? joints.after : (node.operators[index] ?? null);
    walkPart(part, { before, after }, context);
  }
}

function walkPart(node: unbash.PipelineNode, joints: Joints, context: Context): void {
  const { topLevel, collection } = context;
  const start = collection.commands.length;
  walkPipeline(node, joints, context);
  if (topLevel === null) return;
  topLevel.push({
    kind: kindOf(node),
    negated: isNegated(node),
    ...joints,
    commands: { start, end: collection.commands.length },
    span: context.place(node.pos, node.end),
  });
}

function kindOf(node: unbash.PipelineNode): TopLevelPart['kind'] {
  if (node.type === 'Command') return 'command';
  if (node.type === 'Function') return 'function';
  if (node.type !== 'Pipeline') return 'compound';
  const [only, ...others] = node.commands;
  if (only !== undefined && others.length === 0) return kindOf(only);
  return node.commands.every(({ type }) => type === 'Command') ? 'pipeline' : 'compound';
}

function isNegated(node: unbash.PipelineNode): boolean {
  if (node.type !== 'Pipeline') return false;
  return node.prefixes.some((prefix) => prefix.type === 'Negation');
}

function walkPipeline(node: unbash.PipelineNode, joints: Joints, context: Context): void {
  if (node.type !== 'Pipeline') {
    walkNode(node, joints, ALONE, context);
    return;
  }
  const inner = isNegated(node) ? within(context, 'negation') : context;
  const { length } = node.commands;
  for (const [index, command] of node.commands.entries()) {
    const before = index === 0 ? joints.before : '|';
    const after = index === length - 1 ? joints.after : '|';
    walkNode(command, { before, after }, { index, length }, inner);
  }
}

function walkNode(
  node: unbash.CommandNode,
  joints: Joints,
  pipeline: ShellCommand['pipeline'],
  context: Context,
): void {
  if (node.type === 'Command') {
    walkCommand(node, joints, pipeline, context);
  } else if (node.type === 'Redirected') {
    walkNode(node.command, joints, pipeline, context);
    for (const redirect of node.redirects) walkExpansions(redirect, context);
  } else {
    walkCompound(node, context);
  }
}

type Compound = Exclude<unbash.CommandNode, unbash.Command | unbash.Redirected>;

function walkCompound(node: Compound, context: Context): void {
  switch (node.type) {
    case 'If':
      walkBranches(node, context);
      return;
    case 'While':
      walkList(node.clause.commands, within(context, 'loop-condition'));
      walkList(node.body.commands, within(context, 'loop-body'));
      return;
    case 'Subshell':
      walkList(node.body.commands, within(context, 'subshell'));
      return;
    case 'BraceGroup':
      walkList(node.body.commands, within(context, 'group'));
      return;
    case 'Function':
      walkBody(node.body, within(context, 'function'));
      return;
    case 'Coproc':
      walkBody(node.body, within(context, 'background'));
      return;
    default:
      walkRest(node, context);
  }
}

function walkBranches(node: unbash.If, context: Context): void {
  for (const branch of [node, ...node.elif]) {
    walkList(branch.clause.commands, within(context, 'if-condition'));
    walkList(branch.then.commands, within(context, 'if-branch'));
  }
  if (node.else) walkList(node.else.commands, within(context, 'if-branch'));
}

function walkBody(node: unbash.Function['body'] | unbash.Coproc['body'], context: Context): void {
  if (node.type === 'CompoundList') walkList(node.commands, context);
  else walkNode(node, { before: null, after: null }, ALONE, context);
}

/** Loops over words, `case`, and tests: a body of commands, and words that may hold substitutions. */
function walkRest(node: unbash.SyntaxNode, context: Context): void {
  const nesting = node.type === 'CaseItem' ? 'case' : 'loop-body';
  forEachChild(node, (child) => {
    if (child.type === 'CompoundList') walkList(child.commands, within(context, nesting));
    else if (child.type === 'CaseItem') walkRest(child, context);
    else walkExpansions(child, context);
  });
}

function walkCommand(
  node: unbash.Command,
  joints: Joints,
  pipeline: ShellCommand['pipeline'],
  context: Context,
): void {
  const { text, place, nesting } = context;
  const { before, after } = joints;
  const command = readCommand(node, text, place, { before, after, pipeline, nesting });
  context.collection.commands.push(command);
  const script = fedScript(node, command);
  if (script === null && context.hasExpansions && mayExpand(text, node))
    walkExpansionsIn(node, context);
  if (script !== null) walkFedScript(script, context);
}

function walkFedScript(body: unbash.HereDocBody, context: Context): void {
  const text = context.text.slice(body.pos, body.end);
  const place: Place = (from, to) => context.place(body.pos + from, body.pos + to);
  walkScript(parse(text), { ...within(context, 'here-document'), text, place });
}

/** Finds the substitutions in words, redirects and expressions. */
function walkExpansions(node: unbash.SyntaxNode, context: Context): void {
  if (
    node.type !== 'CommandExpansion' &&
    node.type !== 'ProcessSubstitution' &&
    node.type !== 'ArithmeticCommandExpansion'
  ) {
    walkExpansionsIn(node, context);
    return;
  }
  const { script } = node;
  if (script === undefined) return;
  const inner = within(context, 'substitution');
  if (script.source === undefined) {
    walkScript(script, inner);
    return;
  }
  // Escaped backticks are decoded before they are parsed, so that only the whole has a place.
  const span = context.place(node.pos, node.end);
  walkScript(script, { ...inner, text: script.source, place: () => span });
}

function walkExpansionsIn(node: unbash.SyntaxNode, context: Context): void {
  forEachChild(node, (child) => {
    walkExpansions(child, context);
  });
}

function within(context: Context, nesting: Nesting, keepTopLevel = false): Context {
  const topLevel = keepTopLevel ? context.topLevel : null;
  return { ...context, topLevel, nesting: [...context.nesting, nesting] };
}
