import { base64Decode } from '../audit-log';
import { type Certificate, readCertificate } from './certificate';
import { MalformedCertificate } from './malformed-certificate';

const block = /-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]{1,30000}?)-----END CERTIFICATE-----/g;

/** How many authorities one rule may name. */
const most = 10;

/**
 * The certificates of a PEM text, at least one.
 * @throws MalformedCertificate also for anything else in the text
 */
export function readPem(pem: string): readonly Certificate[] {
  const blocks = [...pem.matchAll(block)];
  if (blocks.length === 0 || pem.replaceAll(block, '').trim() !== '')
    throw new MalformedCertificate('is not in PEM, with nothing around it');
  if (blocks.length > most) throw new MalformedCertificate(`is one of more than ${most}`);
  return blocks.map(([, body = '']) => {
    const der = base64Decode(body.replaceAll(/\s/g, ''));
    if (der === null) throw new MalformedCertificate('is no base64');
    return readCertificate(der);
  });
}
