/** Where a double keeps its upper half when seen as two 32-bit words: that depends on the machine's byte order. */
export const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
export const lowWord = 1 - highWord;
