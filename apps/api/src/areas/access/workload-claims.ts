import { type JWTPayload } from 'jose';

/** What a token has to say. */
export interface WorkloadRule {
  subjects: readonly string[];
  claims: Readonly<Record<string, readonly string[]>>;
}

/**
 * Why a token's claims are not those of a trust; null when they are. Texts are compared as they are, without patterns: of
 * names that others choose, one that a pattern did not think of is somebody's next repository.
 */
export function claimsFault(payload: JWTPayload, { subjects, claims }: WorkloadRule): string | null {
  if (!subjects.includes(payload.sub ?? '')) return 'the subject is another';
  const wrong = Object.keys(claims).find((name) => {
    const said = Object.hasOwn(payload, name) ? payload[name] : undefined;
    return typeof said !== 'string' || !claims[name]?.includes(said);
  });
  return wrong === undefined ? null : `the claim ${wrong} is another`;
}

const audiencePrefix = 'countersign:';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The audience of every token for a workspace: a token for another one, or another server, is for nobody here. */
export const audienceOf = (workspaceId: string): string => `${audiencePrefix}${workspaceId}`;

/** The workspace that a token is for; null where it is for anybody else, or for others, too. */
export function workspaceOfAudience({ aud }: JWTPayload): string | null {
  const audiences = [aud ?? []].flat();
  const [audience] = audiences;
  if (audiences.length !== 1 || typeof audience !== 'string' || !audience.startsWith(audiencePrefix))
    return null;
  const workspaceId = audience.slice(audiencePrefix.length);
  return uuid.test(workspaceId) ? workspaceId : null;
}
