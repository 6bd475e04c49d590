/**
 * An e-mail address in the one form that is stored and compared, so that one person cannot have two accounts by a
 * capital letter, a full-width character, a blank or a character that nobody sees.
 */
export function normalEmail(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .trim()
    .normalize('NFKC')
    .toLowerCase();
}
