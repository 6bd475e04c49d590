/**
 * An e-mail address in the one form that is stored and compared, so that one person cannot have two accounts by a
 * capital letter, a full-width character or a blank.
 */
export function normalEmail(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}
