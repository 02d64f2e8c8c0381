import type { Platform } from '../image/registry.ts';
import type { Severity } from './severity.ts';

/** Ids of one advisory. */
export interface AdvisoryIds {
  /** The one to print: a CVE where there is one, else a GHSA, else that of the source. */
  readonly id: string;
  /** The others that name the same weakness, without `id`. */
  readonly aliases: readonly string[];
}

/** What a source (`debian`, `nvd`, `ghsa`, a vendor) says of how bad it is. */
export interface RatedBy {
  readonly source: string;
  readonly severity: Severity;
}

/** A package as a scanner found it in an image. */
export interface ReportedPackage {
  /** Of the binary package; without the namespace of a distribution, with that of a language (`@babel/core`). */
  readonly name: string;
  /** As a package URL spells it: `deb`, `apk`, `rpm`, `npm`, `pypi`, `golang`, …; null when the report does not tell. */
  readonly type: string | null;
  /** As its own ecosystem writes it; of rpm `[epoch:]version-release`. Empty when the report does not tell. */
  readonly version: string;
  readonly purl: string | null;
  /** The source package, when the report tells. */
  readonly source: string | null;
  /** Where in the image (or in the scanned folder) the package or its lock file lies, without a leading `/`. */
  readonly path: string | null;
}

/** A known weakness of one package. */
export interface Vulnerability extends AdvisoryIds {
  readonly package: ReportedPackage;
  /** Versions in which it is fixed; empty when none is known. In the order of the report. */
  readonly fixed: readonly string[];
  /** What the source of the advisory has decided; null when the report does not tell. */
  readonly decision: 'will-not-fix' | 'end-of-life' | 'under-investigation' | 'deferred' | null;
  /** That of the vendor of the package where known, else the one that the report puts first. */
  readonly severity: Severity;
  /** The vendor's first. */
  readonly severities: readonly RatedBy[];
  /** Base score, 0 to 10, of the newest CVSS version that the report has. */
  readonly cvss: { readonly score: number; readonly vector: string | null } | null;
  /** Probability of exploitation within 30 days, 0 to 1 (FIRST, EPSS). */
  readonly epss: number | null;
  /** Listed as exploited, by CISA or another list that the report names; null when it does not tell. */
  readonly isKnownExploited: boolean | null;
  readonly title: string | null;
  /** An https address. */
  readonly link: string | null;
  /** Digest or diff id of the layer that holds the package. */
  readonly layer: string | null;
  /** The instruction that the scanner itself names as the cause (Snyk). */
  readonly instruction: string | null;
  /** Why the report itself no longer counts it (`ignoredMatches`, a dismissed alert), in words. */
  readonly silencedBy: string | null;
}

/** A problem of a file's text, or of an image's configuration, that no package causes. */
export interface ReportedProblem {
  /** As the scanner prints it: `DS002`, `DL3008`, `CKV_DOCKER_3`. */
  readonly id: string;
  /** Other names for the same check: `AVD-DS-0002`, the title of a query. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  /** As the report names it; null for a problem of the image's configuration. Untrusted. */
  readonly path: string | null;
  /** 1-based; null when the report does not tell. */
  readonly lines: { readonly first: number; readonly last: number } | null;
  /** An https address. */
  readonly link: string | null;
  /** Why the report itself no longer counts it, in words. */
  readonly silencedBy: string | null;
}

/** A secret that a scanner saw; what it saw is never kept. */
export interface ReportedSecret {
  /** Id of the scanner's rule: `aws-access-key-id`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** In the image, without a leading `/`. Null for a secret in the image's configuration. */
  readonly path: string | null;
  readonly lines: { readonly first: number; readonly last: number } | null;
  readonly layer: string | null;
}

/** One entry of an image's history (OCI image specification, `config.md`). */
export interface HistoryEntry {
  /** `RUN /bin/sh -c apt-get update # buildkit`, `/bin/sh -c #(nop) COPY dir:… in /app`. */
  readonly createdBy: string;
  readonly comment: string | null;
  /** True when it made no layer. */
  readonly isEmpty: boolean;
}

/** What was scanned. Every text is untrusted. */
export interface ScanTarget {
  readonly kind: 'image' | 'files' | 'cluster' | 'unknown';
  /** For people, as the report names it. */
  readonly name: string;
  /** All references under which the image is known, tags and digests alike. */
  readonly references: readonly string[];
  /** Digests of manifest, index or configuration: `sha256:…`. */
  readonly digests: readonly string[];
  readonly platform: Platform | null;
  /** Id and version as `/etc/os-release` has them: `alpine`, `3.19.1`. */
  readonly distribution: { readonly id: string; readonly version: string } | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Diff ids of the layers, from the bottom; empty when the report does not tell. */
  readonly diffIds: readonly string[];
  /** Compressed digests of the layers, in the same order; empty when the report does not tell. */
  readonly layerDigests: readonly string[];
  /** From the bottom; empty when the report does not tell. */
  readonly history: readonly HistoryEntry[];
  /** RFC 3339. */
  readonly created: string | null;
  /** The base image, where the scanner worked it out. */
  readonly base: string | null;
  /** Path of the Dockerfile, where the scanner was given one. */
  readonly dockerfile: string | null;
  /** Where it runs: `namespace/Deployment/name (container)`; null for an image that was scanned on its own. */
  readonly workload: string | null;
}

/** What one scanner says of one target. */
export interface Scan {
  /** For people: `Trivy`. */
  readonly tool: string;
  readonly target: ScanTarget;
  readonly vulnerabilities: readonly Vulnerability[];
  readonly problems: readonly ReportedProblem[];
  readonly secrets: readonly ReportedSecret[];
  /** Everything that is installed, as far as the report lists it; absent where it tells of findings only. */
  readonly packages?: readonly ReportedPackage[];
}

/** A statement that a weakness does not matter in a product (VEX). */
export interface VexStatement extends AdvisoryIds {
  readonly status: 'not_affected' | 'fixed';
  /** Package URLs or names of products; empty means every product. */
  readonly products: readonly string[];
  /** Package URLs of the parts of the product that it is about; empty means all parts. */
  readonly parts: readonly string[];
  /** Why, in the author's words; a justification's code where there are no others. */
  readonly reason: string | null;
  /** Who says so. */
  readonly author: string | null;
}

/** A whole report. One file may tell of many targets: a cluster, several projects. */
export interface ScanReport {
  readonly scans: readonly Scan[];
  readonly statements: readonly VexStatement[];
  /** What could not be read, each a clause for a person. */
  readonly notices: readonly string[];
}
