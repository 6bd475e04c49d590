const leastBytes = 32;
const leastDistinct = 8;
const leastBitsPerCharacter = 3;

/** Words of samples, defaults and documentation; a random text of this length as good as never holds one. */
const tellTale =
  /change[-_ ]?(me|it|this)|password|passphrase|secret|example|sample|default|countersign|placeholder|replace|insert|dummy|letmein|qwerty|session|production|your[-_ ]/i;

/** Why a secret could be guessed, in words that do not show it; null when it could not. */
export function weakness(secret: string): string | null {
  if (Buffer.byteLength(secret) < leastBytes) return `is shorter than ${leastBytes} bytes`;
  if (tellTale.test(secret)) return 'reads like a sample or a default';
  if (isRepeated(secret)) return 'repeats itself';
  if (isSequence(secret)) return 'is a sequence';
  if (new Set(secret).size < leastDistinct || bitsPerCharacter(secret) < leastBitsPerCharacter)
    return 'has too little variety';
  return null;
}

/** Whether a part of the text, over and over, makes the whole of it, the last time perhaps cut short. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1)
    if (text.startsWith(text.slice(period))) return true;
  return false;
}

/** Whether most characters follow their left neighbour by the same step: abcd…, 9876…. */
function isSequence(text: string): boolean {
  const steps = [...text]
    .slice(1)
    .map((character, index) => character.charCodeAt(0) - text.charCodeAt(index));
  const near = steps.filter((step) => Math.abs(step) <= 1).length;
  return near > steps.length / 2;
}

/** Shannon's entropy of the characters as they are distributed. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

const defaultPasswords = new Set(
  'postgres password passwort pass changeme change-me change_me countersign countersign_owner countersign_app admin administrator root secret example sample test demo default user owner letmein qwerty 123456 1234 12345678 pgpassword mysecretpassword'.split(
    ' ',
  ),
);

/** Why a database's password is none: blank, a well-known default, or the user's own name. */
export function passwordWeakness(password: string, user: string): string | null {
  if (password === '') return 'has no password';
  const isDefault = defaultPasswords.has(password.toLowerCase()) || password === user;
  return isDefault ? 'has a default password' : null;
}
