const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64Encode(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const group = (a! << 16) | (b << 8) | c;
    const digits = [group >> 18, (group >> 12) & 63, (group >> 6) & 63, group & 63];
    const isWhole = Math.min(4, bytes.length - index + 1);
    text += digits.map((digit, place) => (place < isWhole ? alphabet[digit] : '=')).join('');
  }
  return text;
}

/**
 * The bytes of a base64 text, or null. Only the one text that `base64Encode` writes for them is read: no line ends, no
 * missing padding, no spare bits. One signature must not have two spellings.
 */
export function base64Decode(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const digits = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const character of digits) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return base64Encode(bytes) === text ? bytes : null;
}
