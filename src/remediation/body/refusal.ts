/** How to say no. */
export function refusalSection(ruleIds: readonly string[]): string {
  const [example = 'rule-id'] = ruleIds;
  return `### How to say no

Close this pull request, and the same change is not proposed again. To refuse one rule only, put \`# seaworthy ignore=${example} reason\` above the line, or set the rule to \`off\` in \`.github/seaworthy.yml\`.`;
}
