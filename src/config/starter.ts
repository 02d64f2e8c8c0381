/** What `seaworthy init` writes: the defaults, each with its explanation, commented out. */
export const STARTER = `# Configuration of Seaworthy, which puts Dockerfiles in order and proposes pull requests.
# Everything here is optional. Lines that begin with # and no blank show a default or an example.
version: 1

# gentle: safe fixes only. balanced: also fixes that a person should review, where what they need holds.
# strict: also where some of it is not known, and matters of taste.
posture: balanced

# Turn rules off or on, or give them another severity (critical, high, medium, low, info).
# \`seaworthy rules\` lists them.
#rules:
#  rule-id: off

# Findings that you accept. A comment in the Dockerfile does the same for one place:
# # seaworthy ignore=rule-id the reason
#ignore:
#  - rule: rule-id
#    path: legacy/
#    reason: replaced next quarter
#    until: 2030-01-01

# Which images are built from which Dockerfiles, where a report about an image leaves it open.
#images:
#  - image: ghcr.io/acme/api
#    dockerfile: services/api/Dockerfile

# Patterns as in .gitignore.
#paths:
#  include: [build/image.txt]
#  exclude: [vendor/, test/fixtures/]

# Which newer images are proposed.
#upgrades:
#  kinds: [digest-refresh, patch, minor, replacement]
#  pin: false
#  minimumAge: 3
#  hold:
#    - image: postgres
#      reason: the data has to be migrated first
#  rules:
#    - image: node
#      allow: <25

# What your organisation asks of all Dockerfiles.
#policy:
#  mirrors:
#    - from: docker.io/library/
#      to: registry.example.com/hub/library/
#  labels:
#    - key: org.opencontainers.image.source
#      value: '{source}'
#  banned:
#    - instruction: ADD
#      value: 'http*'

# \`seaworthy check\` exits 1 only for findings as severe as this one.
#failOn: medium

#pullRequests:
#  limit: 3
#  branchPrefix: seaworthy/
#  labels: [docker]
#  reviewers: ['team:platform']
#  openingHours:
#    days: [mon, tue, wed, thu]
#    from: '08:00'
#    to: '17:00'
#    timeZone: Europe/Lisbon

# What pull requests of others are told.
#checks:
#  failOn: high

# One issue that lists all proposals.
#dashboard:
#  enabled: true

# Code scanning is told what is found on the default branch.
#codeScanning:
#  upload: true

# Where reports of scanners are looked for, beside those that are sent.
#reports:
#  files: ['/.seaworthy/*.json', '/.seaworthy/*.sarif']
#  artifacts: ['*scan*', '*sarif*']
#  codeScanning: true
#  dependabot: true

# When the app looks at all repositories of an owner; read from the repository .github.
#schedule:
#  cron: 0 5 * * 1-5
#  timeZone: Europe/Lisbon
#  window: 4h

# false: the app does nothing here.
#enabled: true
`;

const IMAGES_EXAMPLE = '#  - image: ghcr.io/acme/api\n#    dockerfile: services/api/Dockerfile\n';

/** The same with questions in place of the example of `images`: lines of YAML, put in as comments to choose from. */
export function starterAsking(lines: readonly string[]): string {
  if (lines.length === 0) return STARTER;
  const asked = lines.map((line) => `#${line}\n`).join('');
  return STARTER.replace(IMAGES_EXAMPLE, () => asked);
}
