/** Files of one kind that lie in a build context and that the image does not need. */
export interface NeedlessKind {
  /** As a .dockerignore names them. */
  readonly entry: string;
  /** Of the file or folder, without the folders around it. */
  readonly name: string;
  /** A file that says that there is such a thing: `package.json`. Null: no need for one. */
  readonly marker: RegExp | null;
  /** A command by which the image makes it itself. Null: nothing needs it. */
  readonly madeBy: RegExp | null;
}

const NODE =
  /\b(?:npm (?:ci|i|install)|yarn(?: install)?|pnpm (?:i|install)|bun (?:i|install))(?=(?: +--?[\w-]+(?:=\S+)?)* *(?:$|[;&|\\\n]))/m;
const PYTHON =
  /\b(?:pip3? install|poetry install|uv (?:sync|pip install)|pipenv (?:install|sync)|pdm (?:install|sync))\b/;
const GRADLE = /\bgradlew? [^&|;\n]{0,200}\b(?:build|assemble|bootJar|shadowJar|installDist)\b/;
const MAVEN = /\bmvnw? [^&|;\n]{0,200}\b(?:package|install|verify|deploy)\b/;
const DOTNET = /\bdotnet (?:build|publish)\b/;
const NEXT = /\b(?:next build|(?:npm|pnpm|bun) run build|(?:yarn|pnpm)(?: run)? build)\b/;

const PACKAGE = /(?:^|\/)package\.json$/;
const PROJECT = /(?:^|\/)[^/]+\.(?:cs|fs|vb)proj$/;
const PYTHON_PROJECT = /(?:^|\/)(?:requirements[^/]*\.txt|pyproject\.toml|setup\.py|Pipfile)$/;

/** What `.gitignore` lists of these is in no checkout, so that a build from one does without it. */
export const NEEDLESS_KINDS: readonly NeedlessKind[] = [
  { entry: '**/node_modules', name: 'node_modules', marker: PACKAGE, madeBy: NODE },
  { entry: '.next', name: '.next', marker: /^next\.config\.\w+$/, madeBy: NEXT },
  { entry: '.venv', name: '.venv', marker: PYTHON_PROJECT, madeBy: PYTHON },
  { entry: 'venv', name: 'venv', marker: PYTHON_PROJECT, madeBy: PYTHON },
  { entry: '**/__pycache__', name: '__pycache__', marker: null, madeBy: null },
  { entry: '**/.pytest_cache', name: '.pytest_cache', marker: null, madeBy: null },
  { entry: '**/.mypy_cache', name: '.mypy_cache', marker: null, madeBy: null },
  { entry: '.tox', name: '.tox', marker: null, madeBy: null },
  {
    entry: 'target',
    name: 'target',
    marker: /^Cargo\.toml$/,
    madeBy: /\bcargo (?:build|install)\b/,
  },
  { entry: 'target', name: 'target', marker: /^pom\.xml$/, madeBy: MAVEN },
  { entry: '.gradle', name: '.gradle', marker: /^build\.gradle/, madeBy: GRADLE },
  { entry: 'build', name: 'build', marker: /^build\.gradle/, madeBy: GRADLE },
  { entry: '**/bin', name: 'bin', marker: PROJECT, madeBy: DOTNET },
  { entry: '**/obj', name: 'obj', marker: PROJECT, madeBy: DOTNET },
  { entry: '.idea', name: '.idea', marker: null, madeBy: null },
  { entry: '.vscode', name: '.vscode', marker: null, madeBy: null },
];

/** Folders of editors: needless also where they are in the repository. */
export const EDITOR_FOLDERS: ReadonlySet<string> = new Set(['.idea', '.vscode']);

/** What reads the history of git, or knows the version of the program from it. */
export const READS_GIT =
  /(?<![\w-])\.git(?![\w-])|\bgit\b['"]?,?[ \t]*\[?['"]?(?:-[cC]\b|describe|rev-parse|rev-list|log|status|show|tag|diff|branch|submodule|ls-files|symbolic-ref|name-rev|checkout|fetch|pull|archive|for-each-ref|remote|shortlog|stash)\b|setuptools[-_]scm|versioneer|hatch-vcs|\bpbr\b|dunamai|dynamic-versioning|flit[-_]scm|pdm-backend|git-commit-id|jgitver|buildnumber-maven|grgit|gitversion|git[-_]version|nebula\.release|palantir\.git|axion-release|vergen|shadow-rs|MinVer|Nerdbank|SourceLink|husky|lefthook|pre-commit|simple-git|git-rev|git-describe|GitRevision|isomorphic-git|semantic-release|lerna|\bnx affected|git-last-commit|gitinfo|sbt-git|\bgo (?:build|install)\b(?![^\n]{0,300}-buildvcs=false)|\bdotnet (?:build|publish|pack)\b/i;

/** What reads a file of settings by the name `.env`. */
export const READS_ENV =
  /(?<![\w])\.env\b|dotenv|environs|python-decouple|django-environ|pydantic|\bvite\b|next build|"next"|nuxt|react-scripts|vue-cli|symfony|laravel|artisan|@nestjs\/config|config\/env/i;
