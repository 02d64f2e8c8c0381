import type { LimitReader } from './limit.ts';
import { CARGO_TOML, RUST_TOOLCHAIN } from './limits/cargo.ts';
import { COMPOSER_JSON } from './limits/composer-json.ts';
import { GEMFILE } from './limits/gemfile.ts';
import { GLOBAL_JSON } from './limits/global-json.ts';
import { GO_MOD } from './limits/go-mod.ts';
import { GRADLE } from './limits/gradle.ts';
import { PACKAGE_JSON } from './limits/package-json.ts';
import { POM_XML } from './limits/pom-xml.ts';
import { PROJECT_FILE } from './limits/project-file.ts';
import { PYPROJECT } from './limits/pyproject.ts';
import { TOOL_VERSIONS } from './limits/tool-versions.ts';
import { VERSION_FILES } from './limits/version-file.ts';

export const LIMIT_READERS: readonly LimitReader[] = [
  PACKAGE_JSON,
  ...VERSION_FILES,
  TOOL_VERSIONS,
  PYPROJECT,
  GO_MOD,
  GLOBAL_JSON,
  PROJECT_FILE,
  COMPOSER_JSON,
  POM_XML,
  GRADLE,
  GEMFILE,
  CARGO_TOML,
  ...RUST_TOOLCHAIN,
];
