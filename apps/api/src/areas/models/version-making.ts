import { digestOf } from '@countersign/domain/audit-log';
import { compareCodePoints } from '@countersign/statistics/ordering';

/** The code that a version was trained by. */
export interface VersionCode {
  repository: string;
  /** Lower-case hex. */
  commit: string;
  isDirty: boolean;
}

/** What a version was trained in. */
export interface SoftwareEnvironment {
  /** SHA-256 of the lock file or image, lower-case hex. */
  digest: string;
  /** By name; null where nobody said. */
  packages: { name: string; version: string }[] | null;
}

/** What a version was made with, as whoever registers it says; null where they do not. */
export interface VersionMaking {
  code: VersionCode | null;
  environment: SoftwareEnvironment | null;
}

interface Told {
  code?: VersionCode | null;
  environment?: { digest: string; packages?: { name: string; version: string }[] | null } | null;
}

/** The same, in the one form in which it is kept: two that say the same are equal. */
export function makingOf({ code, environment }: Told): VersionMaking {
  const sorted = environment?.packages
    ?.map(({ name, version }) => ({ name, version }))
    .sort((one, other) => compareCodePoints(one.name, other.name));
  return {
    code: code
      ? { repository: code.repository, commit: code.commit.toLowerCase(), isDirty: code.isDirty }
      : null,
    environment: environment ? { digest: environment.digest.toLowerCase(), packages: sorted ?? null } : null,
  };
}

/** For the log, which tells thousands of packages by their digest. */
export function makingRecord({ code, environment }: VersionMaking) {
  if (environment === null) return { code, environment };
  const { digest, packages } = environment;
  return { code, environment: { digest, packagesDigest: packages && digestOf(packages) } };
}
