const marker = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/;

/** A piece of a comment: words as they were written, or a member by their id. */
type CommentPart = { text: string } | { memberId: string };

/** How a comment names a member: by the id, so that nobody's name is written down with it. */
export const mentionMarker = (memberId: string): string => `@{${memberId}}`;

/** A comment in pieces, in their order; put together again they are its text. Anything that is no marker is words. */
export function commentParts(text: string): CommentPart[] {
  // Splitting by a pattern with one group puts what the group holds at every odd place.
  return text
    .split(new RegExp(marker, 'g'))
    .map((piece, place) => (place % 2 === 0 ? { text: piece } : { memberId: piece }))
    .filter((part) => !('text' in part) || part.text !== '');
}
