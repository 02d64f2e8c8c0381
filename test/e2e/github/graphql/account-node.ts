import type { Account } from '../model.ts';
import { printAccount } from '../shapes/account.ts';
import type { View } from '../shapes/view.ts';

/** GraphQL shows a bot's login without `[bot]`, unlike REST. */
export function accountNode(view: View, account: Account) {
  const { node_id, html_url } = printAccount(view, account);
  return {
    __typename: account.type,
    id: node_id,
    databaseId: account.id,
    login: account.login.replace(/\[bot\]$/, ''),
    name: null,
    url: html_url,
  };
}
