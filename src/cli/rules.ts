import { nearest } from '../findings/nearest.ts';
import { discoverRules } from '../discover.ts';
import { aliasList } from '../findings/aliases.ts';
import type { Rule } from '../findings/rule.ts';
import { UsageError } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { formatRulesJson } from './format-json.ts';
import { formatRule, formatRuleList } from './format-rules.ts';
import { outputColors, print } from './terminal.ts';

/** `seaworthy rules [ID]`: the catalogue, or one rule by its id or another tool's. */
export async function runRules(
  id: string | undefined,
  options: { readonly format: 'text' | 'json' },
): Promise<ExitCode> {
  const rules = await discoverRules();
  const chosen = id === undefined ? rules : findRules(id, rules);
  if (options.format === 'json') print(formatRulesJson(chosen));
  else if (id === undefined) print(formatRuleList(chosen, outputColors()));
  else print(chosen.map((rule) => formatRule(rule, outputColors())).join('\n'));
  return 0;
}

function findRules(id: string, rules: readonly Rule[]): readonly Rule[] {
  const wanted = id.toLowerCase();
  const exact = rules.filter((rule) => rule.id === wanted);
  if (exact.length > 0) return exact;
  const byAlias = rules.filter((rule) =>
    aliasList(rule.aliases).some((alias) => alias.toLowerCase() === wanted),
  );
  if (byAlias.length > 0) return byAlias;
  const closest = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = closest === null ? 'see `seaworthy rules`' : `did you mean \`${closest}\`?`;
  throw new UsageError(`there is no rule \`${id}\`; ${hint}`);
}
