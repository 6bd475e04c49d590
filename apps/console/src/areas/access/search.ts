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

/** `setUp`: the link stands on the terminal of whoever started the server, and names no address. */
export interface InvitationSearch {
  setUp?: true;
}

export const parseInvitationSearch = ({ setUp }: Record<string, unknown>): InvitationSearch =>
  setUp === true ? { setUp } : {};
