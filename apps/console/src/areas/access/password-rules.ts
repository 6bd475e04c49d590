/** As the server counts: code points, none of them of a particular kind. The other rules only the server can check. */
export const shortestPassword = 12;

/** How many characters a password still lacks. */
export const missingCharacters = (password: string): number =>
  Math.max(0, shortestPassword - [...password].length);
