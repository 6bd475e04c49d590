/** The eight digits that mark a key, out of its text `<name>+<key id>+<base64>`: names hold no plus. */
export const keyIdOf = (vkey: string): string => vkey.split('+')[1] ?? '';
