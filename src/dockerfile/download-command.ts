import type { CommandLine } from './command-arguments.ts';
import { readArguments } from './command-arguments.ts';
import type { ShellWord } from './shell-script.ts';

/** Options of curl whose value may be the next word (curl(1)). */
export const CURL_VALUE_OPTIONS: readonly string[] = (
  '-A -b -c -C -d -D -e -E -F -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z ' +
  '--user-agent --cookie --cookie-jar --continue-at --data --data-ascii --data-binary --data-raw ' +
  '--data-urlencode --dump-header --referer --cert --form --form-string --header --config ' +
  '--max-time --output --output-dir --ftp-port --quote --range --telnet-option --upload-file --user ' +
  '--proxy-user --write-out --proxy --preproxy --request --speed-time --speed-limit --time-cond ' +
  '--retry --retry-delay --retry-max-time --connect-timeout --cacert --capath --key --proto ' +
  '--proto-default --proto-redir --resolve --connect-to --limit-rate --max-redirs --ciphers ' +
  '--interface --noproxy --unix-socket --tls-max --pinnedpubkey --json --netrc-file --max-filesize ' +
  '--cert-type --key-type --crlfile --oauth2-bearer --aws-sigv4 --keepalive-time --doh-url ' +
  '--dns-servers --etag-save --etag-compare --socks5 --socks5-hostname --socks4 --pass --url'
).split(' ');

/** Options of GNU wget whose value may be the next word (wget(1)). */
export const WGET_VALUE_OPTIONS: readonly string[] = (
  '-O -o -a -e -i -B -t -T -w -P -U -D -A -R -l -I -X -Q --output-document --output-file ' +
  '--append-output --execute --input-file --base --tries --timeout --wait --waitretry ' +
  '--directory-prefix --user-agent --header --user --password --http-user --http-password ' +
  '--post-data --post-file --body-data --body-file --method --referer --load-cookies --progress ' +
  '--quota --limit-rate --ca-certificate --ca-directory --certificate --private-key --accept ' +
  '--reject --level --cut-dirs --max-redirect --secure-protocol'
).split(' ');

const VALUE_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['curl', CURL_VALUE_OPTIONS],
  ['wget', WGET_VALUE_OPTIONS],
]);

/** What a call of curl or wget fetches; empty for other commands. Values of options do not count. */
export function downloadUrls(name: string, line: CommandLine): ShellWord[] {
  const valueOptions = VALUE_OPTIONS.get(name);
  if (valueOptions === undefined) return [];
  return readArguments(line, valueOptions).flatMap((argument) => {
    if (argument.kind === 'operand') return [argument.word];
    return argument.name === '--url' ? urlOption(line, argument.word, argument.value) : [];
  });
}

/** The value of `--url` stands in the next word, or in the same. */
function urlOption({ words }: CommandLine, word: ShellWord, value: string | null): ShellWord[] {
  const next = words[words.indexOf(word) + 1];
  if (next !== undefined && next.text === value) return [next];
  return value === null ? [] : [{ ...word, text: value, value }];
}
