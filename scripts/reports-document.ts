import type { ReportReader } from '../src/findings/report-reader.ts';
import { LARGEST_REPORT } from '../src/local/report-file.ts';

const TEXT = `Seaworthy reads what scanners say about a Dockerfile, about the image that was built from it and about the containers that run
it, finds the line that causes each finding, and works out the smallest edit that removes it.

    npx seaworthy check --report trivy.json                    # findings on the lines that cause them; asks nobody
    npx seaworthy check --report trivy.json --report grype.json --format sarif
    npx seaworthy check --report trivy.json --baseline before.json
    npx seaworthy fix --safety safe,review --report trivy.json # edits, with what registries know of other images
    npx seaworthy run . --report trivy.json                    # pull requests with what is fixed, what remains, and why
    npx seaworthy fix --report trivy.json --scan               # lets trivy or grype on PATH look at the new image, too

A report is recognised by its content, in UTF-8, or in UTF-16 as PowerShell writes it; files over ${LARGEST_REPORT / 1024 / 1024} MiB are refused. A file that
cannot be read is told with the reason, the other reports go on, and the command exits with 2.

## Which Dockerfile is it?

In this order, and never by guessing:

1. \`--report DOCKERFILE=FILE\` says so.
2. \`images:\` in \`.github/seaworthy.yml\` says so: \`- image: ghcr.io/acme/api\` with \`dockerfile: services/api/Dockerfile\`.
3. The scanned image is the one that a \`FROM\` names: then everything in it comes with that line.
4. A compose file, a bake file, or a build step of a workflow builds the image from it.
5. Labels (\`org.opencontainers.image.source\`, of compose) leave one Dockerfile.
6. The report names the Dockerfile.
7. The history of the image has the instructions of one Dockerfile, clearly more than of any other.
8. A Kubernetes manifest beside one Dockerfile names the image.

Where the evidence leaves more than one, or speaks against the only one, no finding is made, and the message says what to write into the
configuration; \`seaworthy init --report FILE\` writes a configuration that asks.

## Which line?

By the layer where the report names one: the layer belongs to an entry of the image's history, and the entry to an instruction
(BuildKit, the classic builder, buildah; ARG values put in, RUNs joined or edited since). Without layers by package names and
install commands; such a finding says \`inferred\`. A report about an older version of the file finds nothing where the
instruction is gone. \`check\` says on standard error how many findings no line causes, and why.

A vulnerability is traced to the base image, to the RUN that installed the package, or to the COPY or ADD that brought it, with the
lock file that says its version. Findings about the text of a Dockerfile, of any scanner, are held against our own rules:
where a rule finds the same in the same instruction, the scanner is its witness, and a rule that is silent as a matter of taste
speaks; everything else is listed below the findings and changes nothing.

## Which fix?

The smallest that helps, in this order: nothing but a rebuild, where the tag or the package's source already serves the fix; a pinned version
raised to the smallest fixed one; a fresh digest; the smallest upgrade of the base image that fixes as much of what matters as any
that the policy allows. What matters: known to be exploited, critical, high, then the rest.

Another image is judged by its own list of packages (bill of materials, else the package database in its layers). A vulnerability is \`fixed\` where
the package is gone or has the fixed version of the same release of the distribution; \`remaining\` where it has not; otherwise
\`not assessed\`, with the reason. Whether the new image has other vulnerabilities is told only by a scanner that looked at it: a
report of it, or \`--scan\`. Nothing is proposed that fixes nothing.

Where something that matters remains in all of them, the smaller variant of the image (\`-slim\`, \`-minimal\`; the same version, distribution and C library)
is assessed in the same way and named with what it does not have, and an image that gets nothing new any more the name of a maintained one of its
kind: no edit takes these, because variant and image are the author's choice.

Every pull request that fixes something has the table: fixed, gone with the next build, remaining, not assessed, by severity; each advisory with
package, versions and line; and who can do something about the rest.

## What does not count

Each with its reason in the output: VEX statements among the reports (OpenVEX, CSAF, CycloneDX) that say \`not_affected\` or \`fixed\`; \`.trivyignore\`,
\`.trivyignore.yaml\`, \`.grype.yaml\` and \`.snyk\` for the Dockerfiles of their folder; what the report itself has suppressed;
\`ignore:\` in \`.github/seaworthy.yml\` (\`rule: CVE-2024-1234\`, with \`until:\`); and a comment above the line:
\`# seaworthy ignore=CVE-2024-1234 not reachable\`. An entry whose day has come counts no more.`;

/** What reads reports, and how: docs/reports.md. */
export function reportsMarkdown(readers: readonly ReportReader[], generated: string): string {
  const rows = readers
    .toSorted((a, b) => a.tool.localeCompare(b.tool, 'en'))
    .map(
      ({ id, tool, formats }) =>
        `| ${tool} | ${formats.replaceAll('|', String.raw`\|`)} | \`${id}\` |`,
    );
  const table = ['| Tool | What is read | Reader |', '| --- | --- | --- |', ...rows].join('\n');
  return `${[generated, '# Scan reports', TEXT, '## Formats', table].join('\n\n')}\n`;
}
