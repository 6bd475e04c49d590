/** Each stored subtree is made of so many of the height below. */
export const fanOut = 16;

/**
 * Heights of the complete subtrees whose roots are stored, 2^height leaves each. Between two of them a proof reads at most
 * 15 hashes; all together they are a fifteenth as many rows as there are entries.
 */
export const storedHeights = [4, 8, 12, 16, 20, 24] as const;

export type StoredHeight = (typeof storedHeights)[number];
