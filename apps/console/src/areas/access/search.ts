/** `next`: where to go after signing in, in this console. `error`: the code that the way to the provider ended with. */
export interface SignInSearch {
  next?: string;
  error?: string;
}

const isLocal = (path: unknown): path is string =>
  typeof path === 'string' && path.startsWith('/') && !/^\/[/\\]/.test(path);

export const parseSignInSearch = ({ next, error }: Record<string, unknown>): SignInSearch => ({
  ...(isLocal(next) && { next }),
  ...(typeof error === 'string' && { error }),
});

/** `proof`: the code that a proof of who the reader is, at the provider, was refused with. Their session goes on. */
export interface ProofSearch {
  proof?: string;
}

export const parseProofSearch = ({ proof }: Record<string, unknown>): ProofSearch =>
  typeof proof === 'string' ? { proof } : {};

/** The page that somebody leaves to prove who they are, without what came of it the last time. */
export function pageLeft({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const asked = new URLSearchParams(search);
  asked.delete('proof');
  return asked.size === 0 ? pathname : `${pathname}?${asked.toString()}`;
}

/** `setUp`: the link stands on the terminal of whoever started the server, and names no address. */
export interface InvitationSearch {
  setUp?: true;
}

export const parseInvitationSearch = ({ setUp }: Record<string, unknown>): InvitationSearch =>
  setUp === true ? { setUp } : {};
