/** The way in that is passed on: the secret stands behind the #, which browsers send to no server. */
export const invitationLink = (origin: string, token: string): string => `${origin}/invitation#${token}`;

/** A credential as the server writes it: the workspace, a dot, the secret. */
const credential = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[^.\s#]{16,200}$/;

/** The token in a link, in its fragment, or as it stands; null where there is none. */
export function tokenIn(text: string): string | null {
  const [token = ''] = text.trim().split('#').slice(-1);
  return credential.test(token) ? token : null;
}
