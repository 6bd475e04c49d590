/** Bytes that are no certificate, or one that is not read; the message ends a sentence that names it. */
export class MalformedCertificate extends Error {
  constructor(readonly fault: string) {
    super(`The certificate ${fault}.`);
    this.name = 'MalformedCertificate';
  }
}
