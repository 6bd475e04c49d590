export { type Assertion, assertionFault, type Expected } from './assertion';
export { base64UrlDecode, base64UrlEncode } from './base64url';
export { passkeyAlgorithms, type PasskeyKey, passkeyKey } from './passkey-key';
export {
  challengeOf,
  commentDigest,
  type PasskeySignature,
  passkeySignature,
  type SignedStatement,
  statementOf,
} from './signed-statement';
