/** Every runtime has it; the language's own types do not. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of these bytes, a byte order mark included: other bytes never give the same text.
 * @throws TypeError for bytes that are no UTF-8
 */
export function textOfUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
