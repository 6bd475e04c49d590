export type ProfileErrorCode =
  'edges_differ' | 'capacity_differs' | 'kind_differs' | 'malformed' | 'unsupported_version';

/** A profile that cannot be merged or read; `place` names the field, as in `$.counts[3]`. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';

  constructor(
    readonly code: ProfileErrorCode,
    readonly place: string,
    detail: string,
  ) {
    super(`${place}: ${detail}`);
  }
}
