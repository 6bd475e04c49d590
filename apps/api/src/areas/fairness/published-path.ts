/** Where anybody reads a published summary; also the pattern of that door. */
export const publishedPath = (id: string): string => `/v1/published-audits/${id}`;
