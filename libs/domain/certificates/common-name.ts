import type { Name } from '@peculiar/asn1-x509';

const commonName = '2.5.4.3';

/** The one common name of a subject; null where it has none, or several. */
export function commonNameOf(subject: Name): string | null {
  const named = Array.from(subject).flatMap((part) =>
    Array.from(part).filter(({ type }) => type === commonName),
  );
  const { utf8String, printableString } = named[0]?.value ?? {};
  return named.length === 1 ? (utf8String ?? printableString ?? null) : null;
}
